using Microsoft.AspNetCore.Antiforgery;
using Strikeboard.Web.Api;

namespace Strikeboard.Web.Access;

/// <summary>
/// A browser sends cookies whoever wrote the page. So sockets are opened for pages of our own origin only, and a change
/// by cookie needs the browser's word, or an antiforgery token, that the page is ours. Bearer tokens are no such danger.
/// </summary>
internal static class CrossSiteGuard
{
    private static readonly string[] Sockets = ["/hubs", "/ws", "/_blazor"];

    public static void UseOriginCheck(IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
                Sockets.Any(root => context.Request.Path.StartsWithSegments(root, StringComparison.OrdinalIgnoreCase))
                && HasForeignOrigin(context.Request)
                    ? Problems
                        .Of(StatusCodes.Status403Forbidden, "foreign_origin", "This page may not open a socket here.")
                        .ExecuteAsync(context)
                    : next(context)
        );

    public static void UseCookieWriteCheck(IApplicationBuilder app) =>
        app.Use(
            async (context, next) =>
            {
                if (IsWriteByCookie(context) && !await IsOurOwnPageAsync(context))
                    await Problems
                        .Of(
                            StatusCodes.Status403Forbidden,
                            "cross_site_request",
                            "A change with a cookie must come from a page of this site; scripts use a bearer token."
                        )
                        .ExecuteAsync(context);
                else
                    await next(context);
            }
        );

    private static bool HasForeignOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        if (origin.Count == 0)
            return false;
        return origin.Count > 1
            || !string.Equals(origin[0], $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsWriteByCookie(HttpContext context) =>
        ApiMark.IsOn(context)
        && context.User.CameWithCookie()
        && !(
            HttpMethods.IsGet(context.Request.Method)
            || HttpMethods.IsHead(context.Request.Method)
            || HttpMethods.IsOptions(context.Request.Method)
        );

    private static async Task<bool> IsOurOwnPageAsync(HttpContext context) =>
        context.Request.Headers["Sec-Fetch-Site"] == "same-origin"
        || await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
}
