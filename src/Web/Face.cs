using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Strikeboard.Engine;
using Strikeboard.Web.Access;
using Strikeboard.Web.Hosting;
using Strikeboard.Web.Parts.Dialogs;
using Strikeboard.Web.Parts.Live;
using Strikeboard.Web.Parts.Settings;
using Strikeboard.Web.Parts.Tables;
using Strikeboard.Web.Screens.Strikes;
using Strikeboard.Web.Shell;
using Strikeboard.Web.Shell.Desk;
using Strikeboard.Web.Shell.Pipeline;

namespace Strikeboard.Web;

/// <summary>The screens: what they need, and where they are served.</summary>
public static class Face
{
    public static IServiceCollection AddFace(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddCascadingAuthenticationState();
        services.AddAuthorizationCore();
        services.TryAddScoped<CspNonce>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(all => Surroundings.Of(all.GetRequiredService<Installation>()));
        services.TryAddSingleton(all => all.GetRequiredService<EngineSettings>().Pipeline.Watchlist);
        services.TryAddSingleton(all => all.GetRequiredService<EngineSettings>().Pipeline.Contents);
        services.TryAddSingleton<CycleTrail>();
        services.TryAddSingleton<StrikeLines>();
        services.AddScoped<PagePulse>();
        services.AddScoped<ViewerClock>();
        services.AddScoped<Toasts>();
        services.AddScoped<ScreenCommands>();
        services.AddScoped<TableViews>();
        services.AddScoped<PipelineAsk>();
        services.AddScoped<DeskAsk>();
        return services;
    }

    public static void MapFace(this WebApplication app)
    {
        // The trail remembers from the first cycle on, not from the first viewer.
        app.Services.GetRequiredService<CycleTrail>();
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = "'none'");
    }
}
