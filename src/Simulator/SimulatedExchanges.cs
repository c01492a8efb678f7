using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Strikeboard.Simulator.Sockets;

namespace Strikeboard.Simulator;

/// <summary>Starts the simulated exchanges on one loopback port, inside any process.</summary>
public static class SimulatedExchanges
{
    public static async Task<RunningSimulator> StartAsync(
        SimulatorOptions options,
        TimeProvider time,
        ILoggerFactory? loggers,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        try
        {
            return await StartAsync(options, options.Port, time, loggers ?? NullLoggerFactory.Instance, ct);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException && options.AnotherPortIfTaken)
        {
            return await StartAsync(options, 0, time, loggers ?? NullLoggerFactory.Instance, ct);
        }
    }

    private static async Task<RunningSimulator> StartAsync(
        SimulatorOptions options,
        int port,
        TimeProvider time,
        ILoggerFactory loggers,
        CancellationToken ct
    )
    {
        var app = Build(port, loggers);
        World? world = null;
        try
        {
            world = new World(options, time, loggers);
            app.Use(RememberStream);
            app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Timeout.InfiniteTimeSpan });
            world.Map(app);
            await app.StartAsync(ct);
            var address = app
                .Services.GetRequiredService<IServer>()
                .Features.GetRequiredFeature<IServerAddressesFeature>()
                .Addresses.First();
            return new RunningSimulator(world, app, new Uri(address).Port);
        }
        catch
        {
            world?.Dispose();
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>An empty builder: the settings and signals of a process that embeds us are not ours to read.</summary>
    private static WebApplication Build(int port, ILoggerFactory loggers)
    {
        var builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { ApplicationName = "Strikeboard.Simulator" }
        );
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton<IHostLifetime, SilentLifetime>();
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1 << 20;
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        return builder.Build();
    }

    private static Task RememberStream(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } upgrade)
        {
            context.Features.Set<IHttpUpgradeFeature>(new PingUpgrade(upgrade));
        }
        return next(context);
    }

    /// <summary>The owner decides when to stop; a signal to the process is not for us.</summary>
    private sealed class SilentLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
