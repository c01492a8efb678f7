using Microsoft.AspNetCore.Authorization;
using Strikeboard.Model;

namespace Strikeboard.Web.Access;

/// <summary>One policy for each rung of the ladder; a higher role passes the lower ones.</summary>
public static class Policies
{
    public const string Viewer = nameof(Role.Viewer);
    public const string Operator = nameof(Role.Operator);
    public const string Trader = nameof(Role.Trader);
    public const string Administrator = nameof(Role.Administrator);

    internal static void Add(AuthorizationOptions options)
    {
        foreach (var role in Enum.GetValues<Role>())
            options.AddPolicy(role.ToString(), policy => policy.AddRequirements(new RoleAtLeast(role)));
        // What nobody thought of is closed: an endpoint is open to strangers only where it says so.
        options.DefaultPolicy = options.GetPolicy(Viewer)!;
        options.FallbackPolicy = options.DefaultPolicy;
    }
}

internal sealed record RoleAtLeast(Role Role) : IAuthorizationRequirement;

internal sealed class RoleAtLeastHandler : AuthorizationHandler<RoleAtLeast>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RoleAtLeast requirement)
    {
        if (context.User.Identity?.IsAuthenticated == true && context.User.Suffices(requirement.Role))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
