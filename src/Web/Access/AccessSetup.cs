using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;
using Strikeboard.Engine.Access;
using Strikeboard.Engine.Settings;
using Strikeboard.Model;

namespace Strikeboard.Web.Access;

public static class AccessSetup
{
    public static IServiceCollection AddAccess(
        this IServiceCollection services,
        Mode mode,
        string keysFolder,
        string? adminPassword,
        AccessOptions? options = null
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
        var bounds = options ?? new AccessOptions();
        services.AddSingleton(bounds);
        services.AddSingleton(
            new SettingsSection(
                "Access",
                "At the door",
                bounds,
                new(
                    "CircuitsPerUser",
                    "Open pages of one user",
                    "pages",
                    "One more is shown a notice in place of the board."
                ),
                new("Circuits", "Open pages in all", "pages", "Of all users together.")
            )
        );
        services.AddSingleton<CircuitPlaces>();
        services.AddScoped<CircuitGuard>();
        services.AddScoped<CircuitHandler>(all => all.GetRequiredService<CircuitGuard>());
        services.AddScoped<CspNonce>();
        services.AddAntiforgery(form =>
        {
            form.Cookie.Name = $"strikeboard-{name}-form";
            form.Cookie.SameSite = SameSiteMode.Strict;
            form.HeaderName = "X-XSRF-TOKEN";
            form.SuppressXFrameOptionsHeader = true;
        });
        services
            .AddAuthentication(schemes =>
            {
                schemes.DefaultScheme = Schemes.Choose;
                schemes.DefaultChallengeScheme = Schemes.Session;
                schemes.DefaultForbidScheme = Schemes.Session;
            })
            .AddPolicyScheme(Schemes.Choose, null, choice => choice.ForwardDefaultSelector = Choose)
            .AddCookie(Schemes.Session, cookie => SessionCookie.Configure(cookie, mode))
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(Schemes.Bearer, null)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(Schemes.Key, null)
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
        KeyScopeGuard.Use(app);
        CircuitSockets.Use(app);
        app.UseAntiforgery();
    }

    /// <summary>A request that carries a token is judged by the token alone: a cookie beside it adds nothing.</summary>
    private static string Choose(HttpContext context) =>
        ApiKeyHandler.Applies(context.Request) ? Schemes.Key
        : context.Request.Headers.Authorization.Count > 0 ? Schemes.Bearer
        : TicketHandler.Applies(context.Request) ? Schemes.Ticket
        : Schemes.Session;
}
