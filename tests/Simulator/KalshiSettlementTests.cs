using System.Text.Json;
using Strikeboard.Simulator.Prices;

namespace Strikeboard.Simulator.Tests;

public sealed class KalshiSettlementTests
{
    private const string Event = "KXBTCD-26SEP091010";
    private const string Strike = Event + "-T116999.99";
    private static readonly DateTimeOffset Close = new(2026, 9, 9, 14, 10, 0, TimeSpan.Zero);

    /// <summary>Thirty prints at one price and thirty at the other: at the strike, half a cent below it and half a cent above.</summary>
    [Theory]
    [InlineData("116999.99", "116999.99", "116999.99", "no")]
    [InlineData("116999.98", "116999.99", "116999.99", "no")]
    [InlineData("116999.99", "117000.00", "117000.00", "yes")]
    public async Task Settlement_AroundTheStrike_IsStrictOnTheRoundedAverage(
        string early,
        string late,
        string value,
        string result
    )
    {
        await using var sim = await Pretended.StartAsync(Pretended.Still());
        sim.Time.AdvanceTo(Close.AddSeconds(-59.5));
        await sim.PriceAsync("BTC", decimal.Parse(early));
        sim.Time.AdvanceTo(Close.AddSeconds(-29.5));
        await sim.PriceAsync("BTC", decimal.Parse(late));
        sim.Time.AdvanceTo(Close.AddSeconds(4));

        var market = await Market(sim);

        Assert.Equal("determined", market.GetProperty("status").GetString());
        Assert.Equal(value, market.GetProperty("expiration_value").GetString());
        Assert.Equal(result, market.GetProperty("result").GetString());
        Assert.Equal(result == "yes" ? "1.0000" : "0.0000", market.GetProperty("settlement_value_dollars").GetString());
    }

    /// <summary>The print at close − 60 s lies outside, the one at the close inside.</summary>
    [Fact]
    public async Task Settlement_Window_ExcludesItsStartAndIncludesTheClose()
    {
        await using var sim = await Pretended.StartAsync(Pretended.Still());
        sim.Time.AdvanceTo(Close.AddSeconds(-59.5));
        await sim.PriceAsync("BTC", 116_940m);
        sim.Time.AdvanceTo(Close.AddSeconds(-0.5));
        await sim.PriceAsync("BTC", 117_540m);
        sim.Time.AdvanceTo(Close.AddSeconds(4));

        Assert.Equal("116950.00", (await Market(sim)).GetProperty("expiration_value").GetString());
    }

    [Fact]
    public async Task Range_SettledOnTheSharedEdge_HasExactlyOneWinner()
    {
        await using var sim = await Pretended.StartAsync(Pretended.Still());
        await sim.PriceAsync("BTC", 117_000m);
        sim.Time.AdvanceTo(Close.AddSeconds(4));

        var markets = await sim.MarketsAsync("event_ticker=KXBTC-26SEP091010");

        var winner = Assert.Single(markets, m => m.GetProperty("result").GetString() == "yes");
        Assert.Equal(117_000m, winner.GetProperty("floor_strike").GetDecimal());
    }

    [Fact]
    public async Task Lifecycle_FromListingToFinal_FollowsTheClock()
    {
        await using var sim = await Pretended.StartAsync(Pretended.Still());
        using var socket = await sim.KalshiAsync();
        await socket.SendAsync("""{"id":1,"cmd":"subscribe","params":{"channels":["market_lifecycle_v2"]}}""");
        await socket.UntilTypeAsync("subscribed");
        const string next = "KXBTCD-26SEP091020-T116999.99";

        Assert.Equal("initialized", await Status(sim, next));
        Assert.Equal("active", await Status(sim, Strike));
        sim.Time.AdvanceTo(Close.AddSeconds(1));
        Assert.Equal("closed", await Status(sim, Strike));
        Assert.Equal("active", await Status(sim, next));
        sim.Time.AdvanceTo(Close.AddSeconds(3.5));
        Assert.Equal("determined", await Status(sim, Strike));
        sim.Time.AdvanceTo(Close.AddSeconds(34));
        Assert.Equal("finalized", await Status(sim, Strike));

        var frames = (await socket.DrainKalshiAsync())
            .Where(f => f.GetProperty("type").GetString() == "market_lifecycle_v2")
            .Select(f => f.GetProperty("msg"))
            .ToArray();
        Assert.Contains(frames, m => Is(m, "created", "KXBTCD-26SEP091040"));
        var determined = Assert.Single(frames, m => Is(m, "determined", Strike));
        Assert.Equal("yes", determined.GetProperty("result").GetString());
        Assert.Single(frames, m => Is(m, "settled", Strike));
        Assert.DoesNotContain(frames, m => m.GetProperty("event_type").GetString() is "activated" or "deactivated");

        var settled = await sim.MarketsAsync("series_ticker=KXBTCD&status=settled");
        Assert.Equal(41, settled.Count);
        Assert.All(settled, m => Assert.True(m.TryGetProperty("settlement_ts", out _)));
    }

    [Fact]
    public async Task Ledger_AfterSettlement_HoldsEveryMarketAndOutlivesTheProgram()
    {
        var folder = Directory.CreateTempSubdirectory("strikeboard-ledger-").FullName;
        try
        {
            var file = Path.Combine(folder, "ledger.jsonl");
            var options = new SimulatorOptions
            {
                Port = 0,
                AnnualVolatility = 0,
                LedgerFile = file,
            };
            string served;
            await using (var sim = await Pretended.StartAsync(options))
            {
                sim.Time.AdvanceTo(Close.AddSeconds(4));
                served = await sim.Http.GetStringAsync(
                    new Uri("/sim/ledger", UriKind.Relative),
                    TestContext.Current.CancellationToken
                );
            }
            var lines = served
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(l => JsonElement.Parse(l))
                .ToArray();

            Assert.Equal(served, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
            var settled = lines.Where(l => l.GetProperty("kind").GetString() == "settled").ToArray();
            Assert.Equal(2 * (41 + 21), settled.Length);
            var line = Assert.Single(lines, l => l.GetProperty("instrument").GetString() == Strike);
            Assert.Equal(1, line.GetProperty("price").GetDecimal());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Index_Window_GrowsPrintByPrintToSixty()
    {
        var index = new PriceIndex(new PriceEngine(1), 0.00001m);

        Assert.Empty(index.Window("BTC", Close, Close.AddSeconds(-59.5)));
        Assert.Single(index.Window("BTC", Close, Close.AddSeconds(-59)));
        Assert.Equal(60, index.Window("BTC", Close, Close).Count);
        Assert.Equal(PriceIndex.Settled(index.Window("BTC", Close, Close)), index.SettlementValue("BTC", Close));
    }

    private static bool Is(JsonElement message, string what, string tickerStart) =>
        message.GetProperty("event_type").GetString() == what
        && message.GetProperty("market_ticker").GetString()!.StartsWith(tickerStart, StringComparison.Ordinal)
        && (
            what != "created"
            || message.GetProperty("market_ticker").GetString()!.EndsWith("-T116999.99", StringComparison.Ordinal)
        );

    private static async Task<JsonElement> Market(Pretended sim) =>
        (await sim.GetAsync($"{Pretended.KalshiRest}/markets/{Strike}")).GetProperty("market");

    private static async Task<string?> Status(Pretended sim, string ticker) =>
        (await sim.GetAsync($"{Pretended.KalshiRest}/markets/{ticker}"))
            .GetProperty("market")
            .GetProperty("status")
            .GetString();
}
