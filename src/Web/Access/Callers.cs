using System.Security.Claims;
using Strikeboard.Engine.Access;
using Strikeboard.Model;

namespace Strikeboard.Web.Access;

/// <summary>Between the authority that the database grants and the principal that ASP.NET carries through a request.</summary>
public static class Callers
{
    private const string UserIdClaim = ClaimTypes.NameIdentifier;
    private const string NameClaim = ClaimTypes.Name;
    private const string RoleClaim = ClaimTypes.Role;
    private const string StampClaim = "stamp";
    private const string SessionClaim = "session";
    private const string KeyClaim = "key";
    private const string KeyPrefixClaim = "key_prefix";
    private const string KeySymbolClaim = "key_symbol";

    public static ClaimsPrincipal Principal(Authority authority, string scheme) =>
        new(
            new ClaimsIdentity(
                [
                    new Claim(UserIdClaim, authority.UserId.ToString("D")),
                    new Claim(NameClaim, authority.Name),
                    new Claim(RoleClaim, authority.Role.ToString()),
                    new Claim(StampClaim, authority.SecurityStamp.ToString("D")),
                    .. Further(authority),
                ],
                scheme,
                NameClaim,
                RoleClaim
            )
        );

    /// <summary>What the caller holds, to be judged again as long as something stays open; null for a stranger.</summary>
    public static Credential? Credential(this ClaimsPrincipal caller) =>
        caller.UserId() is { } user && caller.Stamp() is { } stamp
            ? new Credential(user, stamp, caller.SessionId(), caller.KeyId())
            : null;

    public static Guid? SessionId(this ClaimsPrincipal caller) => Id(caller, SessionClaim);

    public static Guid? KeyId(this ClaimsPrincipal caller) => Id(caller, KeyClaim);

    /// <summary>The symbols a key is bound to; none where it is not, or where it is no key.</summary>
    public static IReadOnlyCollection<string> KeySymbols(this ClaimsPrincipal caller) =>
        [.. caller.FindAll(KeySymbolClaim).Select(claim => claim.Value)];

    public static Guid? UserId(this ClaimsPrincipal caller) => Id(caller, UserIdClaim);

    public static Guid? Stamp(this ClaimsPrincipal caller) => Id(caller, StampClaim);

    public static string UserName(this ClaimsPrincipal caller) => caller.FindFirst(NameClaim)?.Value ?? "";

    /// <summary>The role when the request began: good for showing and hiding. What may be done is judged where it is done.</summary>
    public static Role? Role(this ClaimsPrincipal caller) =>
        Enum.TryParse<Role>(caller.FindFirst(RoleClaim)?.Value, out var role) && Enum.IsDefined(role) ? role : null;

    public static bool Suffices(this ClaimsPrincipal caller, Role needed) =>
        caller.Role() is { } role && role >= needed;

    public static bool CameWithCookie(this ClaimsPrincipal caller) =>
        caller.Identity?.AuthenticationType == Schemes.Session;

    /// <summary>Who stands behind this request, for the command desk and its audit.</summary>
    public static Actor Actor(this HttpContext context, string via = "api") =>
        context.User.UserId() == ConsoleUser.Id
            ? Model.Actor.Console
            : new Actor(
                context.User.UserId(),
                context.User.UserName(),
                context.User.FindFirst(KeyPrefixClaim)?.Value is { } key ? $"key {key}" : via,
                context.Address()
            )
            {
                SessionId = context.User.SessionId(),
                KeyId = context.User.KeyId(),
            };

    public static Visitor Visitor(this HttpContext context) =>
        Engine.Access.Visitor.Of(context.Address(), context.Request.Headers.UserAgent.ToString());

    public static string Address(this HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        return address is null ? "unknown"
            : address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString()
            : address.ToString();
    }

    private static Guid? Id(ClaimsPrincipal caller, string claim) =>
        Guid.TryParseExact(caller.FindFirst(claim)?.Value, "D", out var id) ? id : null;

    private static IEnumerable<Claim> Further(Authority authority)
    {
        if (authority.SessionId is { } session)
            yield return new Claim(SessionClaim, session.ToString("D"));
        if (authority.Key is not { } key)
            yield break;
        yield return new Claim(KeyClaim, key.Id.ToString("D"));
        yield return new Claim(KeyPrefixClaim, key.Prefix);
        foreach (var symbol in key.Symbols)
            yield return new Claim(KeySymbolClaim, symbol);
    }
}
