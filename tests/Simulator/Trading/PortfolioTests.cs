using System.Net;
using System.Text.Json;

namespace Strikeboard.Simulator.Tests;

public sealed class PortfolioTests
{
    [Fact]
    public async Task Unsigned_EverythingOfAnAccount_Is401()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());

        foreach (var below in new[] { "/balance", "/positions", "/fills", "/orders", "/settlements" })
        {
            await sim.GetAsync(Trader.Portfolio + below, HttpStatusCode.Unauthorized);
        }
        await sim.PostAsync(Trader.Orders, "{}", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Settlement_PaysTheWinnersAndEmptiesThePositions()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var (long1, short1) = (sim.Trader(), sim.Trader(SimulatedAccount.Second));
        var market = await Venue.NearEvenAsync(sim);
        await long1.PlaceAsync(market.Ticker, "bid", "10.00", market.Ask, "immediate_or_cancel");
        await short1.PlaceAsync(market.Ticker, "ask", "4.00", market.Bid, "immediate_or_cancel");
        var (beforeLong, beforeShort) = (await long1.BalanceAsync(), await short1.BalanceAsync());

        sim.Time.AdvanceTo(Venue.Close.AddSeconds(20));
        Assert.Equal(10, await long1.PositionAsync(market.Ticker));
        sim.Time.AdvanceTo(Venue.Close.AddSeconds(40));

        var listed = (await sim.GetAsync($"{Pretended.KalshiRest}/markets/{market.Ticker}")).GetProperty("market");
        var yes = listed.Text("result") == "yes";
        Assert.Equal(beforeLong + (yes ? 10 : 0), await long1.BalanceAsync());
        Assert.Equal(beforeShort + (yes ? 0 : 4), await short1.BalanceAsync());
        Assert.Empty((await long1.GetAsync("/positions")).GetProperty("market_positions").EnumerateArray());
        var settled = (await long1.GetAsync("/settlements")).GetProperty("settlements").EnumerateArray().Single();
        Assert.Equal(market.Ticker, settled.Text("ticker"));
        Assert.Equal("10.00", settled.Text("yes_count_fp"));
        Assert.Equal("0.00", settled.Text("no_count_fp"));
        Assert.Equal(10 * market.Ask, settled.Decimal("yes_total_cost_dollars"));
        Assert.Equal(yes ? 1000 : 0, settled.GetProperty("revenue").GetInt64());
        Assert.Equal(yes ? 100 : 0, settled.GetProperty("value").GetInt64());
        var paid = (await sim.LedgerAsync()).Where(l => l.Text("kind") == "paid").ToArray();
        Assert.Equal(["demo", "second"], paid.Select(l => l.Text("account")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Lists_WithACursor_GiveEachOnceNewestFirst()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);
        for (var i = 1; i <= 5; i++)
        {
            await trader.PlaceAsync(market.Ticker, "bid", $"{i}.00", market.Ask, "immediate_or_cancel");
        }

        var fills = await PagesAsync(trader, "/fills?limit=2", "fills");
        var orders = await PagesAsync(trader, "/orders?limit=2&status=executed", "orders");

        Assert.Equal(["5.00", "4.00", "3.00", "2.00", "1.00"], fills.Select(f => f.Text("count_fp")));
        Assert.Equal(["5.00", "4.00", "3.00", "2.00", "1.00"], orders.Select(f => f.Text("fill_count_fp")));
        Assert.Empty(await PagesAsync(trader, "/fills?ticker=other", "fills"));
        Assert.Single(await PagesAsync(trader, $"/fills?order_id={orders[0].Text("order_id")}", "fills"));
        var (tooMany, body) = await trader.SendAsync("GET", Trader.Portfolio + "/fills?limit=1001");
        Assert.Equal(HttpStatusCode.BadRequest, tooMany);
        Assert.NotNull(body.Text("msg"));
    }

    [Fact]
    public async Task Positions_OfAnEvent_AddUp()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);
        await trader.PlaceAsync(market.Ticker, "bid", "10.00", market.Ask, "immediate_or_cancel");
        await trader.PlaceAsync(market.Ticker, "ask", "4.00", market.Bid, "immediate_or_cancel");

        var positions = await trader.GetAsync("/positions");

        var held = positions.GetProperty("market_positions").EnumerateArray().Single();
        Assert.Equal("6.00", held.Text("position_fp"));
        Assert.Equal(6 * market.Ask, held.Decimal("market_exposure_dollars"));
        Assert.Equal(4 * (market.Bid - market.Ask), held.Decimal("realized_pnl_dollars"));
        var of = positions.GetProperty("event_positions").EnumerateArray().Single();
        Assert.Equal(market.Ticker[..market.Ticker.LastIndexOf('-')], of.Text("event_ticker"));
        Assert.Equal(held.Text("fees_paid_dollars"), of.Text("fees_paid_dollars"));
    }

    [Fact]
    public async Task Transfer_LeavesAtOnceAndArrivesLater()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        const string body = """
            {"source":"event_contract","destination":"event_contract","amount":300000,
             "source_exchange_shard":0,"destination_exchange_shard":2}
            """;

        var (status, _) = await trader.SendAsync("POST", Trader.Portfolio + "/intra_exchange_instance_transfer", body);
        var (early, left) = (await trader.BalanceAsync(), await OnZeroAsync(trader));
        sim.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal((10_000m, 970m), (early, left));
        Assert.Equal(10_030m, await trader.BalanceAsync());
    }

    [Fact]
    public async Task ManualOrder_OfTheOwner_HasNoClientIdAndIsOnTheLedger()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var market = await Venue.NearEvenAsync(sim);

        var made = await sim.PostAsync(
            "/sim/orders",
            $$"""{"account":"demo","ticker":"{{market.Ticker}}","side":"bid","count":"2.00","price":"0.01"}""",
            HttpStatusCode.Created
        );
        var seen = await sim.Trader().FindAsync(made.Text("order_id")!);

        Assert.Equal("", seen.Text("client_order_id"));
        Assert.Equal("resting", seen.Text("status"));
        var line = Assert.Single(await sim.LedgerAsync(), l => l.Text("kind") == "accepted");
        Assert.Equal("manual", line.Text("source"));
        Assert.Null(line.Text("clientOrderId"));
    }

    private static async Task<decimal> OnZeroAsync(Trader trader) =>
        (await trader.GetAsync("/balance?exchange_index=0")).Decimal("balance_dollars");

    private static async Task<List<JsonElement>> PagesAsync(Trader trader, string path, string name)
    {
        var all = new List<JsonElement>();
        var cursor = "";
        do
        {
            var page = await trader.GetAsync($"{path}&cursor={Uri.EscapeDataString(cursor)}");
            all.AddRange(page.GetProperty(name).EnumerateArray());
            cursor = page.Text("cursor")!;
        } while (cursor.Length > 0);
        return all;
    }
}
