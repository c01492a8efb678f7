using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Strikeboard.Engine.Access;
using Strikeboard.Model;

namespace Strikeboard.Web.Access;

/// <summary>The browser's session: a cookie that scripts cannot read and other sites cannot send. Each use is checked with the database.</summary>
internal static class SessionCookie
{
    public static readonly TimeSpan Lifetime = SessionDesk.Lifetime;

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
        options.Events.OnRedirectToLogin = SayWhyAsync;
    }

    /// <summary>Opens a session, unless the authority rests on one already.</summary>
    public static async Task IssueAsync(HttpContext context, Authority authority, CancellationToken cancellationToken)
    {
        if (authority.SessionId is null)
            authority = await context
                .RequestServices.GetRequiredService<SessionDesk>()
                .OpenAsync(authority, SessionDesk.Browser, context.Visitor(), cancellationToken);
        await context.SignInAsync(
            Schemes.Session,
            Callers.Principal(authority, Schemes.Session),
            new AuthenticationProperties { IsPersistent = false, AllowRefresh = false }
        );
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        var judged = context.Principal?.Credential() is { SessionId: not null } held
            ? await http.RequestServices.GetRequiredService<AuthorityReader>().JudgeAsync(held, http.RequestAborted)
            : Judgement.Ended(AccessEnd.SessionEnded);
        if (judged.Authority is not { } authority)
        {
            AccessRefusal.Note(http, judged.End!);
            context.RejectPrincipal();
            await http.SignOutAsync(Schemes.Session);
            return;
        }
        context.ReplacePrincipal(Callers.Principal(authority, Schemes.Session));
        await http
            .RequestServices.GetRequiredService<SessionDesk>()
            .SeenAsync(authority.SessionId!.Value, http.Address(), http.RequestAborted);
    }

    /// <summary>Whoever is sent to the door is told why the cookie that was good a moment ago is not any more.</summary>
    private static Task SayWhyAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var why = AccessRefusal.Of(context.HttpContext) is { } refusal
            ? $"&{SignInEndpoints.WhyParameter}={refusal.Code}"
            : "";
        context.Response.Redirect(context.RedirectUri + why);
        return Task.CompletedTask;
    }
}
