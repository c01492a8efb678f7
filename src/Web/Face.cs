using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Strikeboard.Model;
using Strikeboard.Web.Access;
using Strikeboard.Web.Parts.Dialogs;
using Strikeboard.Web.Parts.Live;
using Strikeboard.Web.Parts.Settings;
using Strikeboard.Web.Screens.Watchlist;
using Strikeboard.Web.Shell;
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
        services.TryAddSingleton(SurroundingsFrom);
        services.TryAddSingleton(new WatchCriteria());
        services.TryAddSingleton<CycleTrail>();
        services.AddScoped<SecondBeat>();
        services.AddScoped<ViewerClock>();
        services.AddScoped<Toasts>();
        services.AddScoped<ScreenCommands>();
        services.AddScoped<PipelineAsk>();
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

    private static Surroundings SurroundingsFrom(IServiceProvider services)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        var mode = Enum.TryParse<Mode>(configuration["Mode"], ignoreCase: true, out var named) ? named : Mode.Demo;
        return new Surroundings(
            mode,
            typeof(Face).Assembly.GetName().Version?.ToString(3) ?? "",
            [new(new Symbol("BTC"), ["KXBTCD", "KXBTC"]), new(new Symbol("ETH"), ["KXETHD", "KXETH"])]
        );
    }
}
