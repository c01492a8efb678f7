using System.Text.Json;

namespace Strikeboard.Simulator.Tests;

public sealed class KalshiStreamTests
{
    [Fact]
    public async Task Books_SnapshotAndDeltas_AreNumberedWithoutGapAndAddUpToTheRestBook()
    {
        await using var sim = await Pretended.StartAsync();
        var tickers = await Tickers(sim);
        using var socket = await sim.KalshiAsync();
        await Subscribe(socket, "orderbook_delta", tickers);

        sim.Time.Advance(TimeSpan.FromSeconds(30));
        var frames = (await socket.DrainKalshiAsync()).ToArray();

        Assert.Equal(
            Enumerable.Range(1, frames.Length).Select(i => (long)i),
            frames.Select(f => f.GetProperty("seq").GetInt64())
        );
        Assert.Equal(tickers.Length, frames.Count(f => f.GetProperty("type").GetString() == "orderbook_snapshot"));
        Assert.Contains(frames, f => f.GetProperty("type").GetString() == "orderbook_delta");
        foreach (var ticker in tickers.Skip(15).Take(10))
        {
            var rest = (await sim.GetAsync($"{Pretended.KalshiRest}/markets/{ticker}/orderbook")).GetProperty(
                "orderbook_fp"
            );
            Assert.Equal(Levels(rest, "yes_dollars"), Built(frames, ticker, "yes"));
            Assert.Equal(Levels(rest, "no_dollars"), Built(frames, ticker, "no"));
        }
    }

    [Fact]
    public async Task Books_EveryMoment_NeverCrossAndAscend()
    {
        await using var sim = await Pretended.StartAsync();
        for (var i = 0; i < 20; i++)
        {
            sim.Time.Advance(TimeSpan.FromSeconds(7));
            foreach (var market in await sim.MarketsAsync("status=open"))
            {
                var yes = decimal.Parse(market.GetProperty("yes_bid_dollars").GetString()!);
                var ask = decimal.Parse(market.GetProperty("yes_ask_dollars").GetString()!);
                Assert.True(yes < ask, market.GetProperty("ticker").GetString());
            }
        }
    }

    [Fact]
    public async Task Subscription_AskedTwice_FoldsIntoOneNumber()
    {
        await using var sim = await Pretended.StartAsync();
        var tickers = await Tickers(sim);
        using var socket = await sim.KalshiAsync();

        var first = await Subscribe(socket, "orderbook_delta", tickers[..1]);
        var second = await Subscribe(socket, "orderbook_delta", tickers[1..2]);

        Assert.Equal(first, second);
        await socket.SendAsync("""{"id":9,"cmd":"list_subscriptions"}""");
        var list = await socket.UntilAsync(f => f.TryGetProperty("id", out var id) && id.GetInt32() == 9);
        Assert.Equal(1, list.GetProperty("msg").GetArrayLength());
    }

    [Fact]
    public async Task Subscription_Updated_AddsDeletesAndSendsSnapshotsInSequence()
    {
        await using var sim = await Pretended.StartAsync();
        var tickers = await Tickers(sim);
        using var socket = await sim.KalshiAsync();
        var sid = await Subscribe(socket, "orderbook_delta", tickers[..1]);

        async Task<JsonElement> Update(int id, string action, string ticker)
        {
            await socket.SendAsync(
                $$"""{"id":{{id}},"cmd":"update_subscription","params":{"sid":{{sid}},"action":"{{action}}","market_tickers":["{{ticker}}"]} }"""
            );
            return await socket.UntilTypeAsync("ok");
        }
        var added = await Update(2, "add_markets", tickers[1]);
        var snapshot = await socket.NextAsync();
        var again = await Update(3, "get_snapshot", tickers[0]);
        var repeated = await socket.NextAsync();
        var deleted = await Update(4, "delete_markets", tickers[0]);

        Assert.Equal(
            tickers[..2],
            added.GetProperty("msg").GetProperty("market_tickers").EnumerateArray().Select(t => t.GetString()!)
        );
        Assert.Equal("orderbook_snapshot", snapshot.GetProperty("type").GetString());
        Assert.Equal(tickers[1], snapshot.GetProperty("msg").GetProperty("market_ticker").GetString());
        Assert.Equal(tickers[0], repeated.GetProperty("msg").GetProperty("market_ticker").GetString());
        Assert.Equal(
            tickers[1..2],
            deleted.GetProperty("msg").GetProperty("market_tickers").EnumerateArray().Select(t => t.GetString()!)
        );
        Assert.Equal(
            [2, 3, 4, 5, 6],
            new[] { added, snapshot, again, repeated, deleted }.Select(f => f.GetProperty("seq").GetInt32())
        );
    }

    [Fact]
    public async Task Books_OnTheYesScale_MirrorTheNoSide()
    {
        await using var sim = await Pretended.StartAsync();
        var ticker = (await Tickers(sim))[20];
        using var socket = await sim.KalshiAsync();
        await socket.SendAsync(
            $$"""{"id":1,"cmd":"subscribe","params":{"channels":["orderbook_delta"],"market_tickers":["{{ticker}}"],"use_yes_price":true} }"""
        );
        var snapshot = (await socket.UntilTypeAsync("orderbook_snapshot")).GetProperty("msg");

        var rest = (await sim.GetAsync($"{Pretended.KalshiRest}/markets/{ticker}/orderbook")).GetProperty(
            "orderbook_fp"
        );

        var mirrored = Levels(rest, "no_dollars").ToDictionary(l => 1 - l.Key, l => l.Value);
        Assert.Equal(mirrored.OrderBy(l => l.Key), Levels(snapshot, "no_dollars_fp").OrderBy(l => l.Key));
    }

    [Fact]
    public async Task TickerAndTrades_Subscribed_FlowTickerWithoutNumbers()
    {
        await using var sim = await Pretended.StartAsync();
        using var socket = await sim.KalshiAsync();
        await socket.SendAsync("""{"id":1,"cmd":"subscribe","params":{"channels":["ticker","trade"]}}""");
        await socket.UntilTypeAsync("subscribed");
        await socket.UntilTypeAsync("subscribed");

        sim.Time.Advance(TimeSpan.FromSeconds(60));
        var frames = await socket.DrainKalshiAsync();

        var trades = frames.Where(f => f.GetProperty("type").GetString() == "trade").ToArray();
        Assert.NotEmpty(trades);
        Assert.Equal(Enumerable.Range(1, trades.Length), trades.Select(t => t.GetProperty("seq").GetInt32()));
        var tickers = frames.Where(f => f.GetProperty("type").GetString() == "ticker").ToArray();
        Assert.NotEmpty(tickers);
        Assert.All(tickers, t => Assert.False(t.TryGetProperty("seq", out _)));
        var listed = await sim.GetAsync($"{Pretended.KalshiRest}/markets/trades?limit=5");
        Assert.Equal(5, listed.GetProperty("trades").GetArrayLength());
    }

    [Theory]
    [InlineData("nonsense", 1)]
    [InlineData("""{"id":1,"cmd":"dance"}""", 5)]
    [InlineData("""{"id":1,"cmd":"subscribe"}""", 2)]
    [InlineData("""{"id":1,"cmd":"subscribe","params":{}}""", 3)]
    [InlineData("""{"id":1,"cmd":"subscribe","params":{"channels":["gossip"]}}""", 8)]
    [InlineData("""{"id":1,"cmd":"subscribe","params":{"channels":["orderbook_delta"]}}""", 14)]
    [InlineData(
        """{"id":1,"cmd":"subscribe","params":{"channels":["orderbook_delta"],"market_tickers":["NOPE"]}}""",
        11
    )]
    [InlineData("""{"id":1,"cmd":"unsubscribe","params":{}}""", 4)]
    [InlineData("""{"id":1,"cmd":"unsubscribe","params":{"sids":[7]}}""", 7)]
    [InlineData("""{"id":1,"cmd":"update_subscription","params":{"action":"add_markets"}}""", 12)]
    public async Task Command_Wrong_IsRefusedWithItsCode(string command, int code)
    {
        await using var sim = await Pretended.StartAsync();
        using var socket = await sim.KalshiAsync();

        await socket.SendAsync(command);

        Assert.Equal(code, (await socket.UntilTypeAsync("error")).GetProperty("msg").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Client_TooSlow_IsToldSoAndCutOff()
    {
        await using var sim = await Pretended.StartAsync(new SimulatorOptions { Port = 0, ClientQueueFrames = 16 });
        var tickers = await Tickers(sim);
        using var socket = await sim.KalshiAsync();

        await socket.SendAsync(
            $$"""{"id":1,"cmd":"subscribe","params":{"channels":["orderbook_delta"],"market_tickers":[{{string.Join(',', tickers.Select(t => $"\"{t}\""))}}]} }"""
        );
        var last = "";
        while (await socket.NextTextAsync() is { } text)
        {
            last = text;
        }

        Assert.Equal(25, JsonElement.Parse(last).GetProperty("msg").GetProperty("code").GetInt32());
    }

    private static async Task<string[]> Tickers(Pretended sim) =>
        [
            .. (await sim.MarketsAsync("event_ticker=KXBTCD-26SEP091010")).Select(m =>
                m.GetProperty("ticker").GetString()!
            ),
        ];

    private static async Task<int> Subscribe(TestSocket socket, string channel, string[] tickers)
    {
        await socket.SendAsync(
            $$"""{"id":1,"cmd":"subscribe","params":{"channels":["{{channel}}"],"market_tickers":[{{string.Join(',', tickers.Select(t => $"\"{t}\""))}}]} }"""
        );
        return (await socket.UntilTypeAsync("subscribed")).GetProperty("msg").GetProperty("sid").GetInt32();
    }

    private static Dictionary<decimal, decimal> Levels(JsonElement book, string side) =>
        book.TryGetProperty(side, out var levels)
            ? levels
                .EnumerateArray()
                .ToDictionary(l => decimal.Parse(l[0].GetString()!), l => decimal.Parse(l[1].GetString()!))
            : [];

    private static Dictionary<decimal, decimal> Built(IEnumerable<JsonElement> frames, string ticker, string side)
    {
        Dictionary<decimal, decimal> book = [];
        foreach (
            var frame in frames.Where(f => f.GetProperty("msg").GetProperty("market_ticker").GetString() == ticker)
        )
        {
            var message = frame.GetProperty("msg");
            if (frame.GetProperty("type").GetString() == "orderbook_snapshot")
            {
                book = Levels(message, $"{side}_dollars_fp");
            }
            else if (message.GetProperty("side").GetString() == side)
            {
                var price = decimal.Parse(message.GetProperty("price_dollars").GetString()!);
                book[price] =
                    book.GetValueOrDefault(price) + decimal.Parse(message.GetProperty("delta_fp").GetString()!);
            }
        }
        return book.Where(l => l.Value != 0).OrderBy(l => l.Key).ToDictionary();
    }
}
