using Microsoft.AspNetCore.Server.Kestrel.Core;
using Strikeboard.Engine.Access;
using Strikeboard.Web.Access;
using Strikeboard.Web.Api;

namespace Strikeboard.Web.Hosting;

/// <summary>The life of the process between its first line and its last.</summary>
public static class Run
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(10);
    private const int LargestBody = 1024 * 1024;
    private const int MostConnections = 2000;

    public static void ConfigureHost(this WebApplicationBuilder builder, Ground ground)
    {
        FileLogging.Configure(builder.Logging, ground.Home.Logs);
        builder.WebHost.UseStaticWebAssets();
        if (ground.Urls.Count > 0)
            builder.WebHost.UseUrls([.. ground.Urls]);
        builder.WebHost.ConfigureKestrel(Limit);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = StopPatience);
        builder.Services.AddSingleton(ground.Installation);
        builder.Services.AddSingleton(ground.Control);
        builder.Services.AddSingleton(
            new Shell.Surroundings(
                ground.Installation.Mode,
                ground.Installation.Version,
                [.. ground.Installation.Symbols.Select(s => new Shell.PricedSymbol(s.Symbol, s.Series))]
            )
        );
    }

    internal static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = LargestBody;
        kestrel.Limits.MaxConcurrentConnections = MostConnections;
        kestrel.Limits.MaxConcurrentUpgradedConnections = MostConnections;
    }

    public static async Task<int> RunToTheEndAsync(
        this WebApplication app,
        Ground ground,
        Announcer said,
        CancellationToken stopping
    )
    {
        var word = await app.Services.GetRequiredService<FirstAdministrator>().EnsureAsync(stopping);
        // Made now, not with the first question: uptime counts from here.
        app.Services.GetRequiredService<SystemStates>();
        await app.StartAsync(stopping);
        var url = Reachable(app.Urls);
        ground.TellWhereToFindUs(url);
        said.Say($"Strikeboard ({ground.Installation.Mode.ToString().ToLowerInvariant()}) on {url}");
        said.Say(
            word is null
                ? $"Sign in: {url}{SignInEndpoints.SignInPath}"
                : $"Sign in: {url}{SignInEndpoints.SignInPath}?token={word}"
        );
        await app.WaitForShutdownAsync(stopping);
        said.Say("Stopping …");
        return ExitCodes.Good;
    }

    /// <summary>An address that this machine can call; "localhost" is what people and cookies know it by.</summary>
    private static string Reachable(IEnumerable<string> urls)
    {
        var all = urls.ToList();
        var best = all.Find(url => Loopback.Is(BindingAddress.Parse(url).Host)) ?? all[0];
        var address = BindingAddress.Parse(best);
        var host =
            Loopback.Is(address.Host) || address.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : address.Host;
        // A listener on 127.0.0.1 alone need not be what "localhost" means first.
        if (address.Host is "127.0.0.1" or "[::1]")
            host = address.Host;
        return $"{address.Scheme}://{host}:{address.Port}";
    }
}
