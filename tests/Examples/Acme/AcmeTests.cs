using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Strikeboard.Exchanges;
using Strikeboard.Exchanges.Streams;
using Strikeboard.Model;

namespace Strikeboard.Examples.Acme;

/// <summary>The example against a venue on a real socket.</summary>
public sealed class AcmeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Feed_RubbishAndThenAPrice_CountsTheOneAndBringsTheOther()
    {
        await using var venue = await VenueAsync("rubbish", """{"price":"84000.5","at":1795176000000}""");
        // doc: venue-line
        static void AddVenues(IServiceCollection services, Uri endpoint) =>
            services
                .AddSingleton(provider => new AcmeFeed(
                    endpoint,
                    new StreamOptions(),
                    provider.GetRequiredService<TimeProvider>(),
                    provider.GetRequiredService<ILogger<AcmeFeed>>()
                ))
                .AddSingleton<IVenueConnection>(provider => provider.GetRequiredService<AcmeFeed>());
        // doc: end
        var address = new UriBuilder(venue.Urls.First()) { Scheme = "ws" }.Uri;
        await using var services = House.With(line => AddVenues(line, address));
        var feed = (AcmeFeed)services.GetServices<IVenueConnection>().Single(line => line.Name == "acme");
        var ticked = new TaskCompletionSource<PriceTick>(TaskCreationOptions.RunContinuationsAsynchronously);
        feed.TickReceived += tick => ticked.TrySetResult(tick);
        var live = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        feed.StatusChanged += status =>
        {
            if (status.State == SourceState.Connected)
                live.TrySetResult();
        };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);

        var running = feed.RunAsync(stop.Token);
        var tick = await ticked.Task.WaitAsync(Patience, Ct);
        await live.Task.WaitAsync(Patience, Ct);
        var reading = feed.Latest("BTC-USD");
        var malformed = feed.Status.Malformed;
        await stop.CancelAsync();
        await running;

        Assert.Equal((84_000.5m, 1_795_176_000L), (tick.Price, tick.Time.ToUnixTimeSeconds()));
        Assert.Equal(tick, reading?.Tick);
        Assert.Equal(1, malformed);
        Assert.Equal(SourceState.Stopped, feed.Status.State);
    }

    private static async Task<WebApplication> VenueAsync(params string[] frames)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.UseWebSockets();
        app.Run(async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await socket.ReceiveAsync(new byte[100], context.RequestAborted);
            foreach (var frame in frames)
                await socket.SendAsync(
                    System.Text.Encoding.UTF8.GetBytes(frame),
                    WebSocketMessageType.Text,
                    true,
                    context.RequestAborted
                );
            await socket.ReceiveAsync(new byte[100], context.RequestAborted);
        });
        await app.StartAsync(Ct);
        return app;
    }
}
