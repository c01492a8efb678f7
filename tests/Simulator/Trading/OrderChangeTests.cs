using System.Net;
using System.Text.Json;

namespace Strikeboard.Simulator.Tests;

public sealed class OrderChangeTests
{
    [Fact]
    public async Task Cancel_WithoutAShard_Is404WhileTheOrderStillRests()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);
        var id = (await trader.PlaceAsync(market.Ticker, "bid", "2.00", 0.01m)).Text("order_id")!;

        var (trapped, body) = await trader.CancelAsync(id, "");
        Assert.Equal("resting", (await trader.FindAsync(id)).Text("status"));
        var (done, answer) = await trader.CancelAsync(id);
        var (again, same) = await trader.CancelAsync(id);

        Assert.Equal(HttpStatusCode.NotFound, trapped);
        Assert.Equal(HttpStatusCode.OK, done);
        Assert.Equal("2.00", answer.Text("reduced_by"));
        Assert.Equal(HttpStatusCode.NotFound, again);
        Assert.Equal(body.ToString(), same.ToString());
        Assert.Equal("canceled", (await trader.FindAsync(id)).Text("status"));
    }

    [Theory]
    [InlineData("?market_ticker={0}", HttpStatusCode.OK)]
    [InlineData("?exchange_index=-1", HttpStatusCode.OK)]
    [InlineData("?exchange_index=0", HttpStatusCode.NotFound)]
    public async Task Cancel_ByRoute_FindsItOrNot(string query, HttpStatusCode expected)
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);
        var id = (await trader.PlaceAsync(market.Ticker, "bid", "2.00", 0.01m)).Text("order_id")!;

        var (status, _) = await trader.CancelAsync(id, string.Format(query, market.Ticker));

        Assert.Equal(expected, status);
    }

    [Fact]
    public async Task Cancel_OfAnother_IsNotFound()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var other = sim.Trader(SimulatedAccount.Second);
        var market = await Venue.NearEvenAsync(sim);
        var id = (await trader.PlaceAsync(market.Ticker, "bid", "2.00", 0.01m)).Text("order_id")!;

        var (status, _) = await other.CancelAsync(id);
        var (read, _) = await other.SendAsync("GET", $"{Trader.Portfolio}/orders/{id}");

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Equal(HttpStatusCode.NotFound, read);
        Assert.Equal("resting", (await trader.FindAsync(id)).Text("status"));
    }

    [Fact]
    public async Task Amend_ToThePriceOfTheBook_Trades()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);
        var id = (await trader.PlaceAsync(market.Ticker, "bid", "2.00", 0.01m)).Text("order_id")!;

        var (status, body) = await trader.SendAsync(
            "POST",
            $"{Trader.Orders}/{id}/amend",
            $$"""
            {"ticker":"{{market.Ticker}}","side":"bid","price":"{{market.Ask:0.0000}}","count":"3.00",
             "updated_client_order_id":"renamed","exchange_index":2}
            """
        );

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(id, body.Text("order_id"));
        Assert.Equal("renamed", body.Text("client_order_id"));
        Assert.Equal("3.00", body.Text("fill_count"));
        Assert.Equal(3, await trader.PositionAsync(market.Ticker));
    }

    [Theory]
    [InlineData("\"side\":\"bid\"", "\"side\":\"ask\"", "order_side_mismatch")]
    [InlineData("\"ticker\":\"K", "\"ticker\":\"X", "order_ticker_mismatch")]
    [InlineData(
        "\"count\":\"3.00\"",
        "\"count\":\"3.00\",\"client_order_id\":\"no\"",
        "order_id_and_client_order_id_mismatch"
    )]
    public async Task Amend_OfSomethingElse_IsRefused(string from, string to, string code)
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);
        var id = (await trader.PlaceAsync(market.Ticker, "bid", "2.00", 0.01m)).Text("order_id")!;
        var json =
            $$"""{"ticker":"{{market.Ticker}}","side":"bid","price":"0.0200","count":"3.00","exchange_index":2}""";

        var (status, body) = await trader.SendAsync(
            "POST",
            $"{Trader.Orders}/{id}/amend",
            json.Replace(from, to, StringComparison.Ordinal)
        );

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(code, body.Code());
    }

    [Fact]
    public async Task Decrease_ByAndTo_LeaveWhatTheySay()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);
        var id = (await trader.PlaceAsync(market.Ticker, "bid", "9.00", 0.01m)).Text("order_id")!;
        var path = $"{Trader.Orders}/{id}/decrease";

        var (_, by) = await trader.SendAsync("POST", path, """{"reduce_by":"2.50","exchange_index":2}""");
        var (_, to) = await trader.SendAsync("POST", path, """{"reduce_to":"1.00","exchange_index":2}""");
        var (both, _) = await trader.SendAsync(
            "POST",
            path,
            """{"reduce_to":"1.00","reduce_by":"1.00","exchange_index":2}"""
        );
        var (trap, _) = await trader.SendAsync("POST", path, """{"reduce_to":"0.50"}""");
        var (_, end) = await trader.SendAsync("POST", path, """{"reduce_to":"0","exchange_index":2}""");

        Assert.Equal("6.50", by.Text("remaining_count"));
        Assert.Equal("1.00", to.Text("remaining_count"));
        Assert.Equal(HttpStatusCode.BadRequest, both);
        Assert.Equal(HttpStatusCode.NotFound, trap);
        Assert.Equal("0.00", end.Text("remaining_count"));
        Assert.Equal("canceled", (await trader.FindAsync(id)).Text("status"));
    }

    [Fact]
    public async Task Batch_WithOneBadItem_TakesTheOthers()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);
        string[] items =
        [
            trader.Json(market.Ticker, "bid", "1.00", 0.01m),
            trader.Json(market.Ticker, "bid", "0.00", 0.01m),
            trader.Json(market.Ticker, "bid", "1.00", 0.02m),
        ];

        var (status, created) = await trader.SendAsync(
            "POST",
            Trader.Orders + "/batched",
            $$"""{"orders":[{{string.Join(',', items)}}]}"""
        );
        var orders = created.GetProperty("orders").EnumerateArray().ToArray();
        var ids = new[] { orders[0].Text("order_id"), orders[2].Text("order_id"), "none" };
        var (_, cancelled) = await trader.SendAsync(
            "DELETE",
            Trader.Orders + "/batched",
            $$"""{"orders":[{{string.Join(
                ',',
                ids.Select(i => $$"""{"order_id":"{{i}}","exchange_index":2}""")
            )}}]}"""
        );

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal("invalid_order_size", orders[1].GetProperty("error").Text("code"));
        var gone = cancelled.GetProperty("orders").EnumerateArray().ToArray();
        Assert.Equal(["1.00", "1.00"], gone.Take(2).Select(o => o.Text("reduced_by")));
        Assert.Equal("not_found", gone[2].GetProperty("error").Text("code"));
        Assert.Empty(Resting(await trader.GetAsync("/orders?status=resting")));
    }

    [Fact]
    public async Task CancelAll_WithoutAShard_LeavesCryptoAlone()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);
        await trader.PlaceAsync(market.Ticker, "bid", "1.00", 0.01m);
        await trader.PlaceAsync(market.Ticker, "bid", "1.00", 0.02m);

        var (_, none) = await trader.SendAsync("DELETE", Trader.Orders);
        var (_, both) = await trader.SendAsync("DELETE", Trader.Orders + "?exchange_index=2");

        Assert.Equal(0, none.GetProperty("canceled_count").GetInt32());
        Assert.Equal(2, both.GetProperty("canceled_count").GetInt32());
        Assert.Empty(Resting(await trader.GetAsync("/orders?status=resting")));
    }

    [Fact]
    public async Task Close_WithARestingOrder_RefusesCancelsAndEndsIt()
    {
        await using var sim = await Pretended.StartAsync(Pretended.Still());
        var trader = sim.Trader();
        // Far in the money and without movement, nobody ever sells this cheaply.
        const string market = "KXBTCD-26SEP091010-T115999.99";
        var id = (await trader.PlaceAsync(market, "bid", "2.00", 0.01m)).Text("order_id")!;

        sim.Time.AdvanceTo(Venue.Close);
        var (status, body) = await trader.CancelAsync(id);
        var (late, refused) = await trader.OrderAsync(market, "bid", "2.00", 0.01m);
        sim.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("market_inactive", body.Code());
        Assert.Equal(HttpStatusCode.BadRequest, late);
        Assert.Equal("market_inactive", refused.Code());
        Assert.Equal("CloseCancel", (await trader.FindAsync(id)).Text("last_update_reason"));
    }

    [Fact]
    public async Task Maintenance_TakesCancelsAndNothingElse()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);
        var id = (await trader.PlaceAsync(market.Ticker, "bid", "2.00", 0.01m)).Text("order_id")!;
        await sim.FaultAsync("kalshi", "maintenance");

        var (placed, body) = await trader.OrderAsync(market.Ticker, "bid", "2.00", 0.01m);
        var (cancelled, _) = await trader.CancelAsync(id);

        Assert.Equal(HttpStatusCode.BadRequest, placed);
        Assert.Equal("trading_paused", body.Code());
        Assert.Equal(HttpStatusCode.OK, cancelled);
    }

    [Fact]
    public async Task Halt_OfOneMarket_EndsItsOrdersAndLeavesTheOthers()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);
        var next = await Venue.NearEvenAsync(sim, not: market.Ticker);
        var early = await trader.PlaceAsync(
            market.Ticker,
            "bid",
            "2.00",
            0.01m,
            more: ",\"cancel_order_on_pause\":true"
        );
        var stays = await trader.PlaceAsync(market.Ticker, "bid", "2.00", 0.01m);
        await sim.FaultAsync("kalshi", "halt", $",\"instrument\":\"{market.Ticker}\",\"seconds\":5");
        sim.Time.Advance(TimeSpan.FromSeconds(1));

        var (refused, body) = await trader.OrderAsync(market.Ticker, "bid", "2.00", 0.01m);
        await trader.PlaceAsync(next.Ticker, "bid", "2.00", 0.01m);
        var during = await trader.FindAsync(stays.Text("order_id")!);
        sim.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(HttpStatusCode.BadRequest, refused);
        Assert.Equal("market_inactive", body.Code());
        Assert.Equal("HaltCancel", (await trader.FindAsync(early.Text("order_id")!)).Text("last_update_reason"));
        Assert.Equal("resting", during.Text("status"));
        Assert.Equal("canceled", (await trader.FindAsync(stays.Text("order_id")!)).Text("status"));
        await trader.PlaceAsync(market.Ticker, "bid", "2.00", 0.01m);
    }

    [Fact]
    public async Task Group_AtItsLimit_EndsItsOrdersUntilReset()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);
        var (_, made) = await trader.SendAsync(
            "POST",
            Trader.Portfolio + "/order_groups/create",
            """{"contracts_limit":10,"exchange_index":2}"""
        );
        var group = made.Text("order_group_id")!;
        var inGroup = $",\"order_group_id\":\"{group}\"";
        var resting = await trader.PlaceAsync(market.Ticker, "bid", "5.00", 0.01m, more: inGroup);

        await trader.PlaceAsync(market.Ticker, "bid", "6.00", market.Ask, "immediate_or_cancel", inGroup);
        Assert.Equal("resting", (await trader.FindAsync(resting.Text("order_id")!)).Text("status"));
        await trader.PlaceAsync(market.Ticker, "bid", "4.00", market.Ask, "immediate_or_cancel", inGroup);
        var (status, body) = await trader.OrderAsync(market.Ticker, "bid", "1.00", 0.01m, more: inGroup);

        Assert.Equal("canceled", (await trader.FindAsync(resting.Text("order_id")!)).Text("status"));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("exceeded_order_group_risk_limit", body.Code());
        var (reset, _) = await trader.SendAsync("PUT", $"{Trader.Portfolio}/order_groups/{group}/reset");
        Assert.Equal(HttpStatusCode.OK, reset);
        await trader.PlaceAsync(market.Ticker, "bid", "1.00", 0.01m, more: inGroup);
    }

    [Fact]
    public async Task StaleRead_AfterACancel_ShowsItRestingAWhile()
    {
        var options = new SimulatorOptions { Port = 0, KalshiStaleReadAfterCancel = TimeSpan.FromMilliseconds(360) };
        await using var sim = await Pretended.StartAsync(options);
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);
        var id = (await trader.PlaceAsync(market.Ticker, "bid", "2.00", 0.01m)).Text("order_id")!;
        await trader.CancelAsync(id);

        var early = await trader.FindAsync(id);
        sim.Time.Advance(TimeSpan.FromMilliseconds(400));

        Assert.Equal("resting", early.Text("status"));
        Assert.Equal("2.00", early.Text("remaining_count_fp"));
        Assert.Equal("canceled", (await trader.FindAsync(id)).Text("status"));
    }

    [Theory]
    [InlineData("POST", "/orders")]
    [InlineData("DELETE", "/orders/abc")]
    [InlineData("POST", "/orders/abc/amend")]
    public async Task OldWrites_EvenUnsigned_AreGone(string method, string below)
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        using var request = new HttpRequestMessage(
            new HttpMethod(method),
            new Uri(Trader.Portfolio + below, UriKind.Relative)
        );

        using var response = await sim.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
    }

    [Fact]
    public async Task Writes_FasterThanTheBudget_Get429AndAreOnTheLedger()
    {
        await using var sim = await Pretended.StartAsync(new SimulatorOptions { Port = 0 });
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 11; i++)
        {
            var (status, _) = await trader.SendTextAsync(
                "POST",
                Trader.Orders,
                trader.Json(market.Ticker, "bid", "1.00", 0.01m)
            );
            statuses.Add(status);
        }

        Assert.Equal(10, statuses.Count(s => s is HttpStatusCode.Created));
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
        var lines = await sim.LedgerAsync();
        Assert.Equal(11, lines.Count(l => l.Text("kind") == "received"));
        var refused = Assert.Single(lines, l => l.Text("kind") == "refused");
        Assert.Equal("too_many_requests", refused.Text("reason"));
        Assert.Equal("demo-11", refused.Text("clientOrderId"));
    }

    private static IEnumerable<JsonElement> Resting(JsonElement list) => list.GetProperty("orders").EnumerateArray();
}
