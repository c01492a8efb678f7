namespace Strikeboard.Engine.Access;

internal static class TokenPurpose
{
    public const string SignInLink = "sign-in-link";
    public const string Refresh = "refresh";
    public const string SocketTicket = "socket-ticket";
}
