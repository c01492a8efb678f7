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

    public static ClaimsPrincipal Principal(Authority authority, string scheme) =>
        new(
            new ClaimsIdentity(
                [
                    new Claim(UserIdClaim, authority.UserId.ToString("D")),
                    new Claim(NameClaim, authority.Name),
                    new Claim(RoleClaim, authority.Role.ToString()),
                    new Claim(StampClaim, authority.SecurityStamp.ToString("D")),
                ],
                scheme,
                NameClaim,
                RoleClaim
            )
        );

    public static Guid? UserId(this ClaimsPrincipal caller) =>
        Guid.TryParseExact(caller.FindFirst(UserIdClaim)?.Value, "D", out var id) ? id : null;

    public static Guid? Stamp(this ClaimsPrincipal caller) =>
        Guid.TryParseExact(caller.FindFirst(StampClaim)?.Value, "D", out var stamp) ? stamp : null;

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
            : new Actor(context.User.UserId(), context.User.UserName(), via, context.Address());

    public static string Address(this HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        return address is null ? "unknown"
            : address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString()
            : address.ToString();
    }
}
