namespace Strikeboard.Engine.Access;

internal static class TokenPurpose
{
    public const string SignInLink = "sign-in-link";

    /// <summary>For an invited user, or one whose password was taken away.</summary>
    public const string Invitation = "invitation";
    public const string Refresh = "refresh";
    public const string SocketTicket = "socket-ticket";
}
