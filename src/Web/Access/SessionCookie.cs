using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Strikeboard.Engine.Access;
using Strikeboard.Model;

namespace Strikeboard.Web.Access;

/// <summary>The browser's session: a cookie that scripts cannot read and other sites cannot send. Each use is checked with the database.</summary>
internal static class SessionCookie
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    public static void Configure(CookieAuthenticationOptions options, Mode mode)
    {
        // Cookies know no ports: two modes on one machine must not sign each other out.
        options.Cookie.Name = $"strikeboard-{mode.ToString().ToLowerInvariant()}";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.Cookie.Path = "/";
        options.ExpireTimeSpan = Lifetime;
        options.SlidingExpiration = false;
        options.LoginPath = SignInEndpoints.SignInPath;
        options.AccessDeniedPath = SignInEndpoints.NotAllowedPath;
        options.ReturnUrlParameter = "returnUrl";
        options.Events.OnValidatePrincipal = ValidateAsync;
    }

    public static Task IssueAsync(HttpContext context, Authority authority) =>
        context.SignInAsync(
            Schemes.Session,
            Callers.Principal(authority, Schemes.Session),
            new AuthenticationProperties { IsPersistent = false, AllowRefresh = false }
        );

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var authority = context.Principal?.UserId() is { } id
            ? await context
                .HttpContext.RequestServices.GetRequiredService<AuthorityReader>()
                .ReadForViewingAsync(id, context.HttpContext.RequestAborted)
            : null;
        if (authority is null || authority.SecurityStamp != context.Principal?.Stamp())
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Schemes.Session);
            return;
        }
        context.ReplacePrincipal(Callers.Principal(authority, Schemes.Session));
    }
}
