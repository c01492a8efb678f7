using System.Text.Json;

namespace Strikeboard.Simulator.Tests;

public sealed class UserChannelTests
{
    [Fact]
    public async Task Fill_OfARestingOrder_IsToldToItsOwnerAlone()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var (trader, other) = (sim.Trader(), sim.Trader(SimulatedAccount.Second));
        var market = await Venue.NearEvenAsync(sim, room: 0.02m);
        var price = market.Bid + 0.01m;
        using var mine = await ListenAsync(sim, trader);
        using var theirs = await ListenAsync(sim, other);

        var placed = await trader.PlaceAsync(market.Ticker, "bid", "5.00", price);
        await other.PlaceAsync(market.Ticker, "ask", "2.00", price, "immediate_or_cancel");

        var heard = await mine.DrainKalshiAsync();
        Assert.Equal(["user_order", "fill", "user_order", "market_position"], heard.Select(f => f.Text("type")));
        Assert.All(heard, f => Assert.False(f.TryGetProperty("seq", out _)));
        var fill = heard[1].GetProperty("msg");
        Assert.Equal(placed.Text("order_id"), fill.Text("order_id"));
        Assert.Equal("demo-1", fill.Text("client_order_id"));
        Assert.Equal(market.Ticker, fill.Text("market_ticker"));
        Assert.Equal("2.00", fill.Text("count_fp"));
        Assert.Equal("2.00", fill.Text("post_position_fp"));
        Assert.Equal(price, fill.Decimal("yes_price_dollars"));
        Assert.Equal(0, fill.Decimal("fee_cost"));
        Assert.False(fill.GetProperty("is_taker").GetBoolean());
        Assert.Equal("3.00", heard[2].GetProperty("msg").Text("remaining_count_fp"));
        Assert.Equal(2 * price, heard[3].GetProperty("msg").Decimal("position_cost_dollars"));
        var across = (await theirs.DrainKalshiAsync()).Where(f => f.Text("type") == "fill").ToArray();
        var halves = Assert.Single(across).GetProperty("msg");
        Assert.Equal(fill.Text("trade_id"), halves.Text("trade_id"));
        Assert.Equal("no", halves.Text("outcome_side"));
        Assert.Equal("-2.00", halves.Text("post_position_fp"));
    }

    [Fact]
    public async Task Book_ChangedByAnOrder_NamesItToItsOwnerAlone()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var (trader, other) = (sim.Trader(), sim.Trader(SimulatedAccount.Second));
        var market = await Venue.NearEvenAsync(sim);
        using var mine = await ListenAsync(sim, trader, "orderbook_delta", market.Ticker);
        using var theirs = await ListenAsync(sim, other, "orderbook_delta", market.Ticker);

        await trader.PlaceAsync(market.Ticker, "bid", "5.00", 0.01m);

        var own = Deltas(await mine.DrainKalshiAsync()).Single();
        var foreign = Deltas(await theirs.DrainKalshiAsync()).Single();
        Assert.Equal("5.00", own.Text("delta_fp"));
        Assert.Equal("demo-1", own.Text("client_order_id"));
        Assert.Equal("5.00", foreign.Text("delta_fp"));
        Assert.Null(foreign.Maybe("client_order_id"));
    }

    [Fact]
    public async Task PublicTrade_OfAFill_CarriesItsTradeId()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);
        using var socket = await ListenAsync(sim, trader, "trade", market.Ticker);

        await trader.PlaceAsync(market.Ticker, "bid", "1.00", market.Ask, "immediate_or_cancel");

        var trade = (await socket.DrainKalshiAsync()).Single(f => f.Text("type") == "trade").GetProperty("msg");
        var fill = (await trader.GetAsync("/fills")).GetProperty("fills")[0];
        Assert.Equal(fill.Text("trade_id"), trade.Text("trade_id"));
        Assert.Equal("yes", trade.Text("taker_outcome_side"));
    }

    [Fact]
    public async Task Close_EndsRestingOrders_AndSaysSo()
    {
        await using var sim = await Pretended.StartAsync(Pretended.Still());
        const string ticker = "KXBTCD-26SEP091010-T115999.99";
        var trader = sim.Trader();
        await trader.PlaceAsync(ticker, "bid", "5.00", 0.01m);
        using var socket = await ListenAsync(sim, trader);

        sim.Time.AdvanceTo(Venue.Close.AddSeconds(3));

        var told = Assert.Single(await socket.DrainKalshiAsync(), f => f.Text("type") == "user_order");
        Assert.Equal("canceled", told.GetProperty("msg").Text("status"));
        Assert.Equal("CloseCancel", told.GetProperty("msg").Text("last_update_reason"));
    }

    internal static async Task<TestSocket> ListenAsync(Pretended sim, Trader trader)
    {
        var socket = await sim.KalshiAsync(trader);
        await socket.SendAsync(
            """{"id":1,"cmd":"subscribe","params":{"channels":["fill","user_orders","market_positions"]}}"""
        );
        for (var i = 0; i < 3; i++)
        {
            await socket.UntilTypeAsync("subscribed");
        }
        return socket;
    }

    private static async Task<TestSocket> ListenAsync(Pretended sim, Trader trader, string channel, string ticker)
    {
        var socket = await sim.KalshiAsync(trader);
        await socket.SendAsync(
            $$$"""{"id":1,"cmd":"subscribe","params":{"channels":["{{{channel}}}"],"market_tickers":["{{{ticker}}}"]}}"""
        );
        await socket.UntilTypeAsync("subscribed");
        return socket;
    }

    private static IEnumerable<JsonElement> Deltas(IEnumerable<JsonElement> frames) =>
        frames.Where(f => f.Text("type") == "orderbook_delta").Select(f => f.GetProperty("msg"));
}
