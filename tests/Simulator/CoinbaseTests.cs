using System.Net;
using System.Text.Json;

namespace Strikeboard.Simulator.Tests;

public sealed class CoinbaseTests
{
    private const string Candles = Pretended.CoinbaseRest + "/market/products/BTC-USD/candles?granularity=ONE_MINUTE";

    [Fact]
    public async Task Stream_AllChannels_ShareOneSequenceWithoutGap()
    {
        await using var sim = await Pretended.StartAsync();
        using var socket = await sim.CoinbaseAsync();
        await socket.SendAsync("""{"type":"subscribe","channel":"heartbeats"}""");
        await socket.SendAsync("""{"type":"subscribe","channel":"ticker","product_ids":["BTC-USD","ETH-USD"]}""");
        var frames = new List<JsonElement> { await socket.NextAsync() };
        while (frames.Count(f => f.GetProperty("channel").GetString() == "ticker") < 2)
        {
            frames.Add(await socket.NextAsync());
        }
        sim.Time.Advance(TimeSpan.FromSeconds(5));
        while (frames.Count(f => f.GetProperty("channel").GetString() == "heartbeats") < 5)
        {
            frames.Add(await socket.NextAsync());
        }

        Assert.Equal(
            Enumerable.Range(0, frames.Count).Select(i => (long)i),
            frames.Select(f => f.GetProperty("sequence_num").GetInt64())
        );
        var ack = frames
            .Last(f => f.GetProperty("channel").GetString() == "subscriptions")
            .GetProperty("events")[0]
            .GetProperty("subscriptions");
        Assert.Equal(["heartbeats", "ticker"], ack.EnumerateObject().Select(p => p.Name));
        var tickers = frames
            .Where(f => f.GetProperty("channel").GetString() == "ticker")
            .Select(f => f.GetProperty("events")[0])
            .ToArray();
        Assert.Equal(["snapshot", "snapshot"], tickers.Take(2).Select(t => t.GetProperty("type").GetString()!));
        Assert.InRange(
            tickers.Skip(2).Count(t => t.GetProperty("tickers")[0].GetProperty("product_id").GetString() == "BTC-USD"),
            8,
            20
        );
    }

    [Fact]
    public async Task Stream_NothingSubscribedForFiveSeconds_IsDropped()
    {
        await using var sim = await Pretended.StartAsync();
        using var socket = await sim.CoinbaseAsync();

        sim.Time.Advance(TimeSpan.FromSeconds(6));

        await socket.EndAsync();
    }

    [Fact]
    public async Task Stream_SilentForSeventyFiveSeconds_IsClosedUnlessHeartbeatsAreSubscribed()
    {
        await using var sim = await Pretended.StartAsync();
        using var quiet = await sim.CoinbaseAsync("ticker");
        using var beating = await sim.CoinbaseAsync("ticker", "heartbeats");
        await sim.FaultAsync("coinbase", "freeze");

        sim.Time.Advance(TimeSpan.FromSeconds(80));

        await quiet.EndAsync();
        await beating.UntilAsync(f => f.GetProperty("channel").GetString() == "heartbeats");
    }

    [Theory]
    [InlineData("""{"type":"subscribe","channel":"ticker","product_ids":["NOPE-USD"]}""")]
    [InlineData("""{"type":"subscribe","channel":"gossip"}""")]
    [InlineData("""{"type":"subscribe","channel":"ticker"}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public async Task Stream_WrongSubscription_IsAnError(string command)
    {
        await using var sim = await Pretended.StartAsync();
        using var socket = await sim.CoinbaseAsync();

        await socket.SendAsync(command);

        Assert.Equal("error", (await socket.NextAsync()).GetProperty("type").GetString());
    }

    [Fact]
    public async Task Candles_Newest_JoinEachOtherAndTheLivePrice()
    {
        await using var sim = await Pretended.StartAsync(start: Pretended.Start.AddSeconds(23.4));

        var candles = (await sim.GetAsync(Candles + "&limit=300")).GetProperty("candles").EnumerateArray().ToArray();
        var ticker = await sim.GetAsync(Pretended.CoinbaseRest + "/market/products/BTC-USD/ticker?limit=1");

        Assert.Equal(300, candles.Length);
        Assert.All(
            candles.Zip(candles.Skip(1)),
            pair =>
            {
                Assert.Equal(60, Number(pair.First, "start") - Number(pair.Second, "start"));
                Assert.Equal(Number(pair.Second, "close"), Number(pair.First, "open"));
            }
        );
        Assert.All(
            candles,
            c =>
                Assert.True(
                    Number(c, "low") <= Math.Min(Number(c, "open"), Number(c, "close"))
                        && Number(c, "high") >= Math.Max(Number(c, "open"), Number(c, "close"))
                )
        );
        var live = (Number(ticker, "best_bid") + Number(ticker, "best_ask")) / 2;
        Assert.InRange(Math.Abs((live / Number(candles[0], "close")) - 1), 0, 0.0005m);
    }

    [Fact]
    public async Task Candles_TwoDaysBack_AreThere_AndTooManyAreRefused()
    {
        await using var sim = await Pretended.StartAsync();
        var end = Pretended.Start.AddDays(-2).ToUnixTimeSeconds();

        var old = await sim.GetAsync($"{Candles}&start={end - 600}&end={end}");
        await sim.GetAsync($"{Candles}&start={end - 60000}&end={end}", HttpStatusCode.BadRequest);
        await sim.GetAsync($"{Candles}&limit=351", HttpStatusCode.BadRequest);
        await sim.GetAsync(
            $"{Pretended.CoinbaseRest}/market/products/BTC-USD/candles?granularity=TWO_DAYS",
            HttpStatusCode.BadRequest
        );
        await sim.GetAsync($"{Pretended.CoinbaseRest}/market/products/NOPE/ticker", HttpStatusCode.NotFound);

        Assert.Equal(11, old.GetProperty("candles").GetArrayLength());
    }

    [Fact]
    public async Task History_SameSeed_IsTheSame_AndAnotherSeedDiffers()
    {
        await using var one = await Pretended.StartAsync();
        await using var same = await Pretended.StartAsync();
        await using var other = await Pretended.StartAsync(new SimulatorOptions { Port = 0, Seed = 2 });

        var expected = (await one.GetAsync(Candles)).ToString();

        Assert.Equal(expected, (await same.GetAsync(Candles)).ToString());
        Assert.NotEqual(expected, (await other.GetAsync(Candles)).ToString());
    }

    [Fact]
    public async Task Price_Moved_HoldsFromNowOnAndLeavesHistoryAlone()
    {
        await using var sim = await Pretended.StartAsync();
        sim.Time.Advance(TimeSpan.FromSeconds(30));
        var before = (await sim.GetAsync(Candles + "&limit=5")).GetProperty("candles")[1].ToString();

        await sim.PriceAsync("BTC", 90_000m);
        sim.Time.Advance(TimeSpan.FromSeconds(1));
        var ticker = await sim.GetAsync(Pretended.CoinbaseRest + "/market/products/BTC-USD/ticker?limit=1");

        Assert.InRange(Number(ticker, "best_bid"), 89_800m, 90_200m);
        Assert.Equal(before, (await sim.GetAsync(Candles + "&limit=5")).GetProperty("candles")[1].ToString());
    }

    [Fact]
    public void Price_OverManyDays_MovesAsMuchAsItsVolatilitySays()
    {
        var prices = new Prices.PriceEngine(3);
        var start = Pretended.Start.AddDays(-20);
        var sum = 0d;
        const int steps = 20 * 1440;
        for (var i = 0; i < steps; i++)
        {
            var moved = Math.Log(prices.Mid("BTC", start.AddMinutes(i + 1)) / prices.Mid("BTC", start.AddMinutes(i)));
            sum += moved * moved;
        }
        Assert.InRange(Math.Sqrt(sum / steps * 365 * 1440), 0.40, 0.62);
    }

    private static decimal Number(JsonElement of, string name) => decimal.Parse(of.GetProperty(name).GetString()!);
}
