using Microsoft.Extensions.Logging.Abstractions;
using Strikeboard.Exchanges.Coinbase;
using Strikeboard.Exchanges.Tests.Kit;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Tests.Conformance;

public sealed class CoinbaseConformance(SimulatorFixture simulator)
    : VenueConformance<CoinbaseFeed>(simulator),
        IClassFixture<SimulatorFixture>
{
    protected override string Venue => "coinbase";

    protected override CoinbaseFeed Create() =>
        new(
            new CoinbaseOptions
            {
                RestUrl = Simulator.Simulator.CoinbaseRestUrl,
                StreamUrl = Simulator.Simulator.CoinbaseStreamUrl,
                QuietLimit = TimeSpan.FromSeconds(5),
                QuietCheckEvery = TimeSpan.FromSeconds(2),
            },
            ["BTC-USD", "ETH-USD"],
            Simulator.Http,
            TimeProvider.System,
            NullLogger<CoinbaseFeed>.Instance,
            new Random(1)
        );

    protected override Seen? Look(CoinbaseFeed feed, DateTimeOffset now) =>
        feed.Latest("BTC-USD") is { } reading
            ? new Seen(reading.QualityAt(now), reading.Tick.Transport, reading.AsOf)
            : null;

    protected override void AssertSane(CoinbaseFeed feed)
    {
        foreach (var product in feed.Products)
        {
            var tick = feed.Latest(product)!.Tick;
            Assert.InRange(tick.Price, 100m, 1_000_000m);
            Assert.Equal(0m, tick.Price % 0.01m);
            Assert.True(tick.BestBid <= tick.BestAsk);
        }
    }

    [Fact]
    public async Task History_ForAWarmStart_IsCompleteAndInOrder()
    {
        var feed = Create();
        var to = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 60 * 60);
        var candles = await feed.ReadMinuteCandlesAsync(
            "ETH-USD",
            to.AddMinutes(-800),
            to,
            TestContext.Current.CancellationToken
        );

        Assert.Equal(Enumerable.Range(0, 800).Select(i => to.AddMinutes(i - 800)), candles.Select(c => c.Start));
        Assert.InRange(feed.ClockOffset!.Value, TimeSpan.FromSeconds(-1), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Ticks_OfBothProducts_ArriveInTheVenuesOrder()
    {
        await using var running = new RunningFeed<CoinbaseFeed>(Create());
        var times = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        var backwards = 0;
        running.Feed.TickReceived += tick =>
        {
            if (times.GetValueOrDefault(tick.Product) > tick.Time)
                backwards++;
            times[tick.Product] = tick.Time;
        };
        await running.Feed.IsLive();
        for (var i = 0; i < 10; i++)
            await running.Feed.WaitForTick(t => t.Product == (i % 2 == 0 ? "BTC-USD" : "ETH-USD"));
        Assert.Equal(0, backwards);
    }

    [Fact]
    public async Task Frozen_WhileTheVenueMoves_IsNoticed()
    {
        await using var running = new RunningFeed<CoinbaseFeed>(Create());
        await running.Feed.IsLive();
        await Simulator.BreakAsync(Venue, "freeze", 60);

        var status = await running.Feed.WaitUntil(
            s => s.Reason.Contains("frozen", StringComparison.Ordinal),
            TimeSpan.FromSeconds(45)
        );
        Report(status.Reason);
        await Simulator.MendAsync();
        await running.Feed.IsLive(TimeSpan.FromSeconds(45));
    }
}
