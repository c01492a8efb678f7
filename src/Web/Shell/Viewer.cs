using System.Security.Claims;
using Strikeboard.Model;

namespace Strikeboard.Web.Shell;

/// <summary>Who looks at the page. What they may do is judged where a command is executed; here it only decides what is offered.</summary>
public sealed record Viewer(Guid? Id, string Name, Role Role)
{
    public static readonly Viewer Nobody = new(null, "nobody", Role.Viewer);

    public bool May(Role needed) => Role >= needed;

    /// <summary>Why a button is disabled, or null where it is not.</summary>
    public string? Lacks(Role needed) => May(needed) ? null : $"needs {needed}";

    public static Viewer From(ClaimsPrincipal? principal)
    {
        if (principal?.Identity is not { IsAuthenticated: true } identity)
            return Nobody;
        var id = Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var parsed)
            ? parsed
            : (Guid?)null;
        var roles = principal.FindAll(ClaimTypes.Role).Select(claim => claim.Value);
        var role = roles
            .Select(r => Enum.TryParse<Role>(r, ignoreCase: true, out var known) ? known : Role.Viewer)
            .DefaultIfEmpty()
            .Max();
        return new Viewer(id, identity.Name ?? "unnamed", role);
    }
}
