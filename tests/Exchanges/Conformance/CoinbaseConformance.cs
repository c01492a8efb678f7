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
        var candles = await feed.ReadCandlesAsync(
            "ETH-USD",
            TimeSpan.FromMinutes(1),
            to.AddMinutes(-800),
            to,
            TestContext.Current.CancellationToken
        );

        Assert.Equal(Enumerable.Range(0, 800).Select(i => to.AddMinutes(i - 800)), candles.Select(c => c.Start));
        // The header that tells it has whole seconds, and an answer may take its time: the sign and the size, no more.
        Assert.InRange(feed.ClockOffset!.Value, TimeSpan.FromSeconds(-10), TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData(5, 400)]
    [InlineData(60, 60)]
    [InlineData(1440, 20)]
    public async Task History_InEachLength_IsCompleteAndInOrder(int minutes, int count)
    {
        var feed = Create();
        var length = TimeSpan.FromMinutes(minutes);
        var now = TimeProvider.System.GetUtcNow();
        var to = new DateTimeOffset(now.UtcTicks / length.Ticks * length.Ticks, TimeSpan.Zero);
        Assert.Contains(length, feed.CandleLengths);
        var candles = await feed.ReadCandlesAsync(
            "BTC-USD",
            length,
            to - (count * length),
            to,
            TestContext.Current.CancellationToken
        );

        Assert.Equal(Enumerable.Range(0, count).Select(i => to + ((i - count) * length)), candles.Select(c => c.Start));
        Assert.All(candles, c => Assert.Equal(length, c.Length));
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
}
