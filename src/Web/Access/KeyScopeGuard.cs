using Strikeboard.Web.Api;

namespace Strikeboard.Web.Access;

/// <summary>A key that is bound to symbols opens the calls that name one of them, and nothing else.</summary>
internal static class KeyScopeGuard
{
    private const string RouteValue = "symbol";

    public static void Use(IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
                IsOutside(context)
                    ? Problems
                        .Of(
                            StatusCodes.Status403Forbidden,
                            "key_symbols",
                            "This key reads only what names one of its symbols.",
                            ("symbols", string.Join(", ", context.User.KeySymbols()))
                        )
                        .ExecuteAsync(context)
                    : next(context)
        );

    private static bool IsOutside(HttpContext context)
    {
        var symbols = context.User.KeySymbols();
        return symbols.Count > 0
            && context.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is null
            && !(
                context.GetRouteValue(RouteValue) is string asked
                && symbols.Contains(asked, StringComparer.OrdinalIgnoreCase)
            );
    }
}
