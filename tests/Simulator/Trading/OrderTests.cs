using System.Net;

namespace Strikeboard.Simulator.Tests;

public sealed class OrderTests
{
    [Fact]
    public async Task Create_BidAtTheAsk_FillsPaysAndCharges()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still(precision: 0.0001m));
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);
        var before = await trader.BalanceAsync();

        var placed = await trader.PlaceAsync(market.Ticker, "bid", "3.00", market.Ask, "immediate_or_cancel");

        var fee = Math.Ceiling(0.07m * 3 * market.Ask * (1 - market.Ask) * 10_000) / 10_000;
        Assert.Equal("3.00", placed.Text("fill_count"));
        Assert.Equal("0.00", placed.Text("remaining_count"));
        Assert.Equal(market.Ask, placed.Decimal("average_fill_price"));
        Assert.Equal(fee, Math.Round(placed.Decimal("average_fee_paid") * 3, 4));
        Assert.Equal(before - (3 * market.Ask) - fee, await trader.BalanceAsync());
        Assert.Equal(3, await trader.PositionAsync(market.Ticker));
        Assert.Equal(market.AskSize - 3, (await Venue.LookAsync(sim, market.Ticker)).AskSize);
        var order = await trader.FindAsync(placed.Text("order_id")!);
        Assert.Equal("executed", order.Text("status"));
        Assert.Equal("yes", order.Text("outcome_side"));
        var fill = (await trader.GetAsync("/fills")).GetProperty("fills").EnumerateArray().Single();
        Assert.Equal(placed.Text("order_id"), fill.Text("order_id"));
        Assert.True(fill.GetProperty("is_taker").GetBoolean());
        Assert.Equal(fee, fill.Decimal("fee_cost"));
        Assert.False(fill.TryGetProperty("client_order_id", out _));
    }

    [Fact]
    public async Task Create_SaleWithoutHolding_BuysNoAtTheRest()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);
        var before = await trader.BalanceAsync();

        await trader.PlaceAsync(market.Ticker, "ask", "10.00", market.Bid, "immediate_or_cancel");

        var paid = before - await trader.BalanceAsync();
        var fee = 0.07m * 10 * market.Bid * (1 - market.Bid);
        Assert.Equal(-10, await trader.PositionAsync(market.Ticker));
        Assert.InRange(paid, (10 * (1 - market.Bid)) + fee, (10 * (1 - market.Bid)) + fee + 0.0101m);
    }

    [Fact]
    public async Task Create_InsideTheSpread_RestsInTheBookUntilSomebodyComes()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var other = sim.Trader(SimulatedAccount.Second);
        var market = await Venue.NearEvenAsync(sim, room: 0.02m);
        var price = market.Bid + 0.01m;

        var placed = await trader.PlaceAsync(market.Ticker, "bid", "5.00", price);
        var shown = await Venue.LookAsync(sim, market.Ticker);
        var hit = await other.PlaceAsync(market.Ticker, "ask", "7.00", price, "immediate_or_cancel");

        Assert.Equal("5.00", placed.Text("remaining_count"));
        Assert.Equal((price, 5m), (shown.Bid, shown.BidSize));
        Assert.Equal("5.00", hit.Text("fill_count"));
        Assert.Equal("executed", (await trader.FindAsync(placed.Text("order_id")!)).Text("status"));
        Assert.Equal("canceled", (await other.FindAsync(hit.Text("order_id")!)).Text("status"));
        var mine = (await trader.GetAsync("/fills")).GetProperty("fills").EnumerateArray().Single();
        var theirs = (await other.GetAsync("/fills")).GetProperty("fills").EnumerateArray().Single();
        Assert.Equal(mine.Text("trade_id"), theirs.Text("trade_id"));
        Assert.False(mine.GetProperty("is_taker").GetBoolean());
        Assert.Equal(0, mine.Decimal("fee_cost"));
        Assert.Equal(5, await trader.PositionAsync(market.Ticker));
        Assert.Equal(-5, await other.PositionAsync(market.Ticker));
    }

    [Fact]
    public async Task Resting_PriceMovesThroughIt_IsFilledByTheFlow()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);
        var placed = await trader.PlaceAsync(market.Ticker, "bid", "40.00", market.Bid - 0.02m);

        await sim.PostAsync("/sim/price", """{"symbol":"BTC","shiftPct":3}""", HttpStatusCode.OK);
        await sim.PostAsync("/sim/price", """{"symbol":"ETH","shiftPct":3}""", HttpStatusCode.OK);
        sim.Time.Advance(TimeSpan.FromMinutes(2));

        var order = await trader.FindAsync(placed.Text("order_id")!);
        Assert.Equal("executed", order.Text("status"));
        Assert.Equal(40 * (market.Bid - 0.02m), order.Decimal("maker_fill_cost_dollars"));
        Assert.Equal(0, order.Decimal("maker_fees_dollars"));
        Assert.Equal(40, await trader.PositionAsync(market.Ticker));
    }

    [Fact]
    public async Task Create_FillOrKill_IsAllOrNothing()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);

        var (status, refused) = await trader.OrderAsync(
            market.Ticker,
            "bid",
            (market.AskSize + 1).ToString("0.00"),
            market.Ask,
            "fill_or_kill"
        );
        var placed = await trader.PlaceAsync(market.Ticker, "bid", "2.50", market.Ask, "fill_or_kill");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("fok_insufficient_volume", refused.Code());
        Assert.Equal("2.50", placed.Text("fill_count"));
        Assert.Equal(2.5m, await trader.PositionAsync(market.Ticker));
    }

    [Fact]
    public async Task Create_PostOnlyThatWouldTake_IsRefused()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var market = await Venue.NearEvenAsync(sim);

        var (status, body) = await sim.Trader()
            .OrderAsync(market.Ticker, "bid", "1.00", market.Ask, more: ",\"post_only\":true");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("invalid_order", body.Code());
        Assert.Equal("post only cross", body.GetProperty("error").Text("details"));
    }

    [Fact]
    public async Task Create_ClientIdOnceUsed_IsNeverTakenAgain()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);
        var (_, first) = await trader.OrderAsync(market.Ticker, "bid", "1.00", 0.01m, client: "once");

        var (whileResting, body) = await trader.OrderAsync(market.Ticker, "bid", "1.00", 0.01m, client: "once");
        await trader.CancelAsync(first.Text("order_id")!);
        var (afterCancel, _) = await trader.OrderAsync(market.Ticker, "bid", "1.00", 0.01m, client: "once");
        var (elsewhere, _) = await sim.Trader(SimulatedAccount.Second)
            .OrderAsync(market.Ticker, "bid", "1.00", 0.01m, client: "once");

        Assert.Equal(HttpStatusCode.Conflict, whileResting);
        Assert.Equal("order_already_exists", body.Code());
        Assert.Equal(HttpStatusCode.Conflict, afterCancel);
        Assert.Equal(HttpStatusCode.Created, elsewhere);
    }

    [Theory]
    [InlineData("\"price\":\"0.5000\"", "\"price\":0.5", "bad_request", true)]
    [InlineData("\"count\":\"1.00\"", "\"count\":1", "bad_request", true)]
    [InlineData("\"price\":\"0.5000\"", "\"price\":\"0.505\"", "invalid_price", false)]
    [InlineData("\"price\":\"0.5000\"", "\"price\":\"1.0000\"", "invalid_price", false)]
    [InlineData("\"count\":\"1.00\"", "\"count\":\"1.001\"", "invalid_order_size", false)]
    [InlineData("\"count\":\"1.00\"", "\"count\":\"0.00\"", "invalid_order_size", false)]
    [InlineData("\"side\":\"bid\"", "\"side\":\"yes\"", "invalid_order", false)]
    [InlineData("good_till_canceled", "forever", "invalid_order", false)]
    [InlineData("\"side\":", "\"expiration_time\":1000,\"side\":", "invalid_order", false)]
    public async Task Create_WhatCannotBe_IsRefusedInItsShape(string from, string to, string code, bool flat)
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);
        var json = trader.Json(market.Ticker, "bid", "1.00", 0.5m);
        Assert.Contains(from, json, StringComparison.Ordinal);

        var (status, body) = await trader.SendAsync(
            "POST",
            Trader.Orders,
            json.Replace(from, to, StringComparison.Ordinal)
        );

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(code, body.Code());
        Assert.Equal(flat, !body.TryGetProperty("error", out _));
        Assert.Empty((await trader.GetAsync("/orders")).GetProperty("orders").EnumerateArray());
    }

    [Fact]
    public async Task Create_OtherBodies_AreRefused()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();

        var (_, broken) = await trader.SendTextAsync("POST", Trader.Orders, "{");
        var (_, form) = await trader.SendTextAsync("POST", Trader.Orders, "{}", "text/plain");
        var (missing, none) = await trader.OrderAsync("KXBTCD-00-T1", "bid", "1.00", 0.5m);

        Assert.Contains("\"code\":\"bad_request\"", broken, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"invalid_content_type\"", form, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, missing);
        Assert.Equal("market_not_found", none.Code());
    }

    [Fact]
    public async Task Create_MoreThanThereIsMoney_IsRefusedOnThatShard()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);

        await trader.PlaceAsync(market.Ticker, "bid", "900000.00", 0.01m);
        var (status, body) = await trader.OrderAsync(market.Ticker, "bid", "200000.00", 0.01m);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("insufficient_balance", body.Code());
        var balance = await trader.GetAsync("/balance?exchange_index=2");
        Assert.Equal(100_000, balance.GetProperty("balance").GetInt64());
        Assert.Equal(
            900_000,
            balance.GetProperty("resting_order_value_breakdown")[0].GetProperty("resting_order_value").GetInt64()
        );
    }

    [Fact]
    public async Task Create_ReduceOnly_NeverGoesThroughZero()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);

        var (flat, _) = await trader.OrderAsync(
            market.Ticker,
            "ask",
            "1.00",
            market.Bid,
            "immediate_or_cancel",
            ",\"reduce_only\":true"
        );
        await trader.PlaceAsync(market.Ticker, "bid", "4.00", market.Ask, "immediate_or_cancel");
        var placed = await trader.PlaceAsync(
            market.Ticker,
            "ask",
            "9.00",
            market.Bid,
            "immediate_or_cancel",
            ",\"reduce_only\":true"
        );

        Assert.Equal(HttpStatusCode.BadRequest, flat);
        Assert.Equal("4.00", placed.Text("fill_count"));
        Assert.Equal(0, await trader.PositionAsync(market.Ticker));
    }

    [Theory]
    [InlineData("taker_at_cross", "0.00", "resting")]
    [InlineData("maker", "0.00", "canceled")]
    public async Task Create_AgainstOneself_FollowsTheRule(string rule, string filled, string resting)
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim, room: 0.02m);
        var price = market.Bid + 0.01m;
        var first = await trader.PlaceAsync(market.Ticker, "bid", "5.00", price);

        var json = trader
            .Json(market.Ticker, "ask", "5.00", price)
            .Replace("taker_at_cross", rule, StringComparison.Ordinal);
        var (status, second) = await trader.SendAsync("POST", Trader.Orders, json);

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(filled, second.Text("fill_count"));
        Assert.Equal(rule == "maker" ? "5.00" : "0.00", second.Text("remaining_count"));
        Assert.Equal(resting, (await trader.FindAsync(first.Text("order_id")!)).Text("status"));
        Assert.Equal(0, await trader.PositionAsync(market.Ticker));
    }

    [Fact]
    public async Task Expiration_WhenItComes_EndsTheOrder()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);
        var at = sim.Time.GetUtcNow().AddSeconds(30).ToUnixTimeSeconds();
        var placed = await trader.PlaceAsync(market.Ticker, "bid", "1.00", 0.01m, more: $",\"expiration_time\":{at}");
        var id = placed.Text("order_id")!;

        sim.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal("resting", (await trader.FindAsync(id)).Text("status"));
        sim.Time.Advance(TimeSpan.FromSeconds(2));

        var order = await trader.FindAsync(id);
        Assert.Equal("canceled", order.Text("status"));
        Assert.Equal("ExpiryCancel", order.Text("last_update_reason"));
    }

    [Fact]
    public async Task Fees_WithCentPrecision_GiveBackWhatRoundingTook()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);
        var before = await trader.BalanceAsync();

        await trader.PlaceAsync(market.Ticker, "bid", "1.00", market.Ask, "immediate_or_cancel");

        var fill = (await trader.GetAsync("/fills")).GetProperty("fills").EnumerateArray().Single();
        var exact = 0.07m * market.Ask * (1 - market.Ask);
        Assert.InRange(fill.Decimal("fee_cost"), exact, exact + 0.0101m);
        Assert.Equal(before - market.Ask - fill.Decimal("fee_cost"), await trader.BalanceAsync());
        Assert.Equal(0, await trader.BalanceAsync() % 0.01m);
    }
}
