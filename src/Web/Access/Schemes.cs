namespace Strikeboard.Web.Access;

/// <summary>The ways a request can prove whose it is. <see cref="Choose"/> picks one by what the request carries.</summary>
public static class Schemes
{
    public const string Choose = "strikeboard";
    public const string Session = "session";
    public const string Bearer = "bearer";
    public const string Key = "key";
    public const string Ticket = "ticket";
}
