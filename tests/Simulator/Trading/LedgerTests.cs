using System.Net;
using System.Text.Json;

namespace Strikeboard.Simulator.Tests;

public sealed class LedgerTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("strikeboard-ledger-").FullName;

    private string LedgerPath => Path.Combine(folder, "ledger.jsonl");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lines_OfOneOrder_TellItsWholeLifeInOrder()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);
        var before = (await sim.LedgerAsync())[^1].GetProperty("seq").GetInt64();

        var placed = await trader.PlaceAsync(market.Ticker, "bid", "2.00", market.Ask, "immediate_or_cancel");
        var resting = await trader.PlaceAsync(market.Ticker, "bid", "3.00", 0.01m);
        await trader.CancelAsync(resting.Text("order_id")!);
        await trader.OrderAsync(market.Ticker, "bid", "0.00", 0.01m);

        var lines = await sim.LedgerAsync(before);
        Assert.Equal(
            Enumerable.Range(1, lines.Count).Select(i => before + i),
            lines.Select(l => l.GetProperty("seq").GetInt64())
        );
        Assert.Equal(
            [
                "received",
                "listed",
                "accepted",
                "filled",
                "received",
                "accepted",
                "received",
                "cancelled",
                "received",
                "refused",
            ],
            lines.Select(l => l.Text("kind"))
        );
        Assert.All(lines, l => Assert.Equal("kalshi", l.Text("venue")));
        var filled = lines[3];
        Assert.Equal("demo", filled.Text("account"));
        Assert.Equal("demo-1", filled.Text("clientOrderId"));
        Assert.Equal(placed.Text("order_id"), filled.Text("orderId"));
        Assert.Equal(market.Ticker, filled.Text("instrument"));
        Assert.Equal("bid", filled.Text("side"));
        Assert.Equal(2, filled.Number("quantity"));
        Assert.Equal(market.Ask, filled.Number("price"));
        Assert.Equal(2, filled.Number("position"));
        Assert.Equal(-(2 * market.Ask) - filled.Number("fee"), filled.Number("cash"));
        Assert.Equal("invalid_order_size", lines[^1].Text("reason"));
        Assert.Equal("demo-3", lines[^1].Text("clientOrderId"));
    }

    [Fact]
    public async Task Follow_GivesEachNewLineWhenItIsWritten()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);
        var last = (await sim.LedgerAsync())[^1].GetProperty("seq").GetInt64();
        using var response = await sim.Http.GetAsync(
            new Uri($"/sim/ledger?since={last}&follow=true", UriKind.Relative),
            HttpCompletionOption.ResponseHeadersRead,
            Token
        );
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Token));

        var kinds = new List<string?>();
        for (var i = 0; i < 2; i++)
        {
            await trader.PlaceAsync(market.Ticker, "bid", "1.00", 0.01m);
            while (kinds.Count(k => k == "accepted") <= i)
            {
                var line = await reader.ReadLineAsync(Token).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Token);
                kinds.Add(JsonElement.Parse(line!).Text("kind"));
            }
        }

        Assert.Equal(["received", "listed", "accepted", "received", "accepted"], kinds);
    }

    [Fact]
    public async Task Ledger_BadSince_IsSaid()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());

        await sim.GetAsync("/sim/ledger?since=abc", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Kill_InTheMiddleOfALine_LosesNothingThatWasAnswered()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still(LedgerPath));
        var (trader, other) = (sim.Trader(), sim.Trader(SimulatedAccount.Second));
        var market = await Venue.NearEvenAsync(sim, room: 0.02m);
        var resting = await trader.PlaceAsync(market.Ticker, "bid", "5.00", market.Bid + 0.01m);
        await other.PlaceAsync(market.Ticker, "ask", "2.00", market.Bid, "immediate_or_cancel");
        await trader.PlaceAsync(market.Ticker, "bid", "1.00", market.Ask, "immediate_or_cancel");

        // What a kill leaves behind: the file as it is now, and perhaps half a line.
        var left = Path.Combine(folder, "left.jsonl");
        File.Copy(LedgerPath, left);
        await File.AppendAllTextAsync(left, """{"seq":99,"at":"2026-09""", Token);
        await using var again = await Pretended.StartAsync(Venue.Still(left), sim.Time.GetUtcNow().AddSeconds(1));
        var back = again.Trader();

        var order = await back.FindAsync(resting.Text("order_id")!);
        Assert.Equal("resting", order.Text("status"));
        Assert.Equal("3.00", order.Text("remaining_count_fp"));
        Assert.Equal(3, await back.PositionAsync(market.Ticker));
        Assert.Equal(-2, await again.Trader(SimulatedAccount.Second).PositionAsync(market.Ticker));
        Assert.Equal(await trader.BalanceAsync(), await back.BalanceAsync());
        Assert.Equal(2, (await back.GetAsync("/fills")).GetProperty("fills").GetArrayLength());
        var (duplicate, _) = await back.OrderAsync(market.Ticker, "bid", "1.00", 0.01m, client: "demo-1");
        Assert.Equal(HttpStatusCode.Conflict, duplicate);
        var (cancelled, _) = await back.CancelAsync(resting.Text("order_id")!);
        Assert.Equal(HttpStatusCode.OK, cancelled);
        Assert.All(await File.ReadAllLinesAsync(left, Token), l => JsonElement.Parse(l));
    }

    [Fact]
    public async Task Restart_AfterTheClose_StillSettlesWhatWasHeld()
    {
        string ticker;
        decimal balance;
        await using (var sim = await Pretended.StartAsync(Venue.Still(LedgerPath)))
        {
            var market = await Venue.NearEvenAsync(sim);
            ticker = market.Ticker;
            await sim.Trader().PlaceAsync(ticker, "bid", "10.00", market.Ask, "immediate_or_cancel");
            await sim.Trader().PlaceAsync(ticker, "bid", "7.00", 0.01m);
            balance = await sim.Trader().BalanceAsync();
        }

        await using var again = await Pretended.StartAsync(Venue.Still(LedgerPath), Venue.Close.AddHours(9));
        again.Time.Advance(TimeSpan.FromSeconds(1));

        var trader = again.Trader();
        var settled = (await trader.GetAsync("/settlements")).GetProperty("settlements").EnumerateArray().Single();
        Assert.Equal(ticker, settled.Text("ticker"));
        Assert.Equal(balance + 0.07m + (settled.GetProperty("revenue").GetInt64() / 100m), await trader.BalanceAsync());
        Assert.Equal(0, await trader.PositionAsync(ticker));
        Assert.Empty((await trader.GetAsync("/orders?status=resting")).GetProperty("orders").EnumerateArray());
        var lines = await again.LedgerAsync();
        Assert.Single(lines, l => l.Text("kind") == "settled" && l.Text("instrument") == ticker);
    }

    [Fact]
    public async Task Restart_AfterAMovedPrice_KeepsIt()
    {
        decimal moved;
        await using (var sim = await Pretended.StartAsync(Named(Pretended.Still())))
        {
            await sim.PriceAsync("BTC", 123_456m);
            moved = await PriceAsync(sim);
        }
        await using var again = await Pretended.StartAsync(Named(Pretended.Still()), Pretended.Start.AddMinutes(1));

        Assert.Equal(123_456m, moved);
        Assert.Equal(moved, await PriceAsync(again));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private SimulatorOptions Named(SimulatorOptions like) =>
        new()
        {
            Port = 0,
            AnnualVolatility = like.AnnualVolatility,
            IndexBasis = like.IndexBasis,
            LedgerFile = LedgerPath,
        };

    private static async Task<decimal> PriceAsync(Pretended sim) =>
        (await sim.GetAsync("/sim/status")).GetProperty("prices").GetProperty("BTC").GetProperty("price").GetDecimal();
}
