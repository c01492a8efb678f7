using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Strikeboard.Engine.Access;
using Strikeboard.Model;

namespace Strikeboard.Web.Access;

public static class AccessSetup
{
    public static IServiceCollection AddAccess(
        this IServiceCollection services,
        Mode mode,
        string keysFolder,
        string? adminPassword
    )
    {
        var name = mode.ToString().ToLowerInvariant();
        services.AddEngineAccess(
            new AccessSettings
            {
                KeysFolder = keysFolder,
                Issuer = $"strikeboard-{name}",
                AdminPassword = adminPassword,
            }
        );
        services
            .AddDataProtection()
            .SetApplicationName($"strikeboard-{name}")
            .PersistKeysToFileSystem(new DirectoryInfo(keysFolder));
        services.AddScoped<CspNonce>();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = $"strikeboard-{name}-form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.HeaderName = "X-XSRF-TOKEN";
            options.SuppressXFrameOptionsHeader = true;
        });
        services
            .AddAuthentication(options =>
            {
                options.DefaultScheme = Schemes.Choose;
                options.DefaultChallengeScheme = Schemes.Session;
                options.DefaultForbidScheme = Schemes.Session;
            })
            .AddPolicyScheme(Schemes.Choose, null, options => options.ForwardDefaultSelector = Choose)
            .AddCookie(Schemes.Session, options => SessionCookie.Configure(options, mode))
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(Schemes.Bearer, null)
            .AddScheme<AuthenticationSchemeOptions, TicketHandler>(Schemes.Ticket, null);
        services.AddAuthorization(Policies.Add);
        services.AddSingleton<IAuthorizationHandler, RoleAtLeastHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, ProblemAuthorizationResults>();
        services.AddRateLimiter(RateLimits.Configure);
        services.AddRazorComponents();
        return services;
    }

    /// <summary>The order matters: who it is, whether the page is ours, how often, whether they may.</summary>
    public static void UseAccess(this WebApplication app)
    {
        CrossSiteGuard.UseOriginCheck(app);
        app.UseAuthentication();
        CrossSiteGuard.UseCookieWriteCheck(app);
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    /// <summary>A request that carries a token is judged by the token alone: a cookie beside it adds nothing.</summary>
    private static string Choose(HttpContext context) =>
        context.Request.Headers.Authorization.Count > 0 ? Schemes.Bearer
        : TicketHandler.Applies(context.Request) ? Schemes.Ticket
        : Schemes.Session;
}
