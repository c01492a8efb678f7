using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Strikeboard.Model;
using Strikeboard.Web.Api;

namespace Strikeboard.Web.Access;

/// <summary>Programs are told in a problem that they are unknown or may not; browsers are led to the sign-in page.</summary>
internal sealed class ProblemAuthorizationResults : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _pages = new();

    public Task HandleAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult
    )
    {
        if (authorizeResult.Succeeded || !ApiMark.IsOn(context))
            return _pages.HandleAsync(next, context, policy, authorizeResult);
        return authorizeResult.Challenged || context.User.Identity?.IsAuthenticated != true
            ? UnauthenticatedAsync(context)
            : ForbiddenAsync(context, policy);
    }

    private static Task UnauthenticatedAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = new[] { "Bearer", "ApiKey" };
        var problem = AccessRefusal.Of(context) is { } refusal
            ? Problems.Of(StatusCodes.Status401Unauthorized, refusal.Code, refusal.Message, refusal.Facts)
            : Problems.Of(
                StatusCodes.Status401Unauthorized,
                "unauthenticated",
                "Sign in, or send a valid bearer token or API key."
            );
        return problem.ExecuteAsync(context);
    }

    private static Task ForbiddenAsync(HttpContext context, AuthorizationPolicy policy)
    {
        var needs = policy.Requirements.OfType<RoleAtLeast>().Select(r => r.Role).DefaultIfEmpty(Role.Viewer).Max();
        return Problems.Forbidden(needs, context.User.Role()).ExecuteAsync(context);
    }
}
