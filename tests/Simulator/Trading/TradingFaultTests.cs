using System.Net;
using System.Text.Json;

namespace Strikeboard.Simulator.Tests;

public sealed class TradingFaultTests
{
    [Theory]
    [InlineData("resetbefore", false)]
    [InlineData("resetafter", true)]
    [InlineData("losereply", true)]
    public async Task Reply_ThatNeverComes_SaysNothingOfWhatHappened(string kind, bool accepted)
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);
        await sim.FaultAsync("kalshi", kind, ",\"count\":1,\"lag\":1");

        var sending = trader.OrderAsync(market.Ticker, "bid", "2.00", 0.01m, client: "lost");
        await UntilAsync(() => Task.FromResult(sending.IsCompleted), () => sim.Time.Advance(TimeSpan.FromSeconds(0.5)));
        await Assert.ThrowsAsync<HttpRequestException>(() => sending);

        var orders = (await trader.GetAsync("/orders")).GetProperty("orders").EnumerateArray().ToArray();
        var lines = await sim.LedgerAsync();
        Assert.Equal(accepted ? 1 : 0, orders.Length);
        Assert.Single(lines, l => l.Text("kind") == "received");
        Assert.Equal(accepted ? 1 : 0, lines.Count(l => l.Text("kind") == "accepted"));
        Assert.Equal(accepted ? 0 : 1, lines.Count(l => l.Text("kind") == "dropped"));
        var (again, _) = await trader.OrderAsync(market.Ticker, "bid", "2.00", 0.01m, client: "lost");
        Assert.Equal(accepted ? HttpStatusCode.Conflict : HttpStatusCode.Created, again);
    }

    [Theory]
    [InlineData("rest5xxafter", HttpStatusCode.ServiceUnavailable)]
    [InlineData("emptyreply", HttpStatusCode.Created)]
    [InlineData("garbledreply", HttpStatusCode.OK)]
    public async Task Reply_ThatMisleads_ComesAfterAcceptance(string kind, HttpStatusCode expected)
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);
        await sim.FaultAsync("kalshi", kind, ",\"count\":1,\"operation\":\"create\"");

        var (status, body) = await trader.SendTextAsync(
            "POST",
            Trader.Orders,
            trader.Json(market.Ticker, "bid", "2.00", 0.01m)
        );

        Assert.Equal(expected, status);
        Assert.False(IsJson(body) && JsonElement.Parse(body).TryGetProperty("order_id", out _));
        Assert.Single((await trader.GetAsync("/orders?status=resting")).GetProperty("orders").EnumerateArray());
    }

    [Fact]
    public async Task SlowReply_HoldsTheAnswerNotTheOrder()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);
        await sim.FaultAsync("kalshi", "slowreply", ",\"lag\":5,\"count\":1");

        var sending = trader.OrderAsync(market.Ticker, "bid", "2.00", 0.01m);
        await UntilAsync(async () => (await sim.LedgerAsync()).Any(l => l.Text("kind") == "accepted"));
        Assert.False(sending.IsCompleted);
        await UntilAsync(() => Task.FromResult(sending.IsCompleted), () => sim.Time.Advance(TimeSpan.FromSeconds(1)));

        Assert.Equal(HttpStatusCode.Created, (await sending).Status);
    }

    [Fact]
    public async Task HideOrders_NotFoundForAWhileThenShownFilled()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);
        using var socket = await UserChannelTests.ListenAsync(sim, trader);
        await sim.FaultAsync("kalshi", "hideorders", ",\"lag\":8,\"count\":1");

        var placed = await trader.PlaceAsync(market.Ticker, "bid", "2.00", market.Ask, "immediate_or_cancel");
        var id = placed.Text("order_id")!;

        var (hidden, _) = await trader.SendAsync("GET", $"{Trader.Portfolio}/orders/{id}");
        Assert.Equal(HttpStatusCode.NotFound, hidden);
        Assert.Equal(0, (await trader.GetAsync("/orders")).GetProperty("orders").GetArrayLength());
        Assert.Equal(0, (await trader.GetAsync("/fills")).GetProperty("fills").GetArrayLength());
        Assert.Empty(await socket.DrainKalshiAsync());
        sim.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal("executed", (await trader.FindAsync(id)).Text("status"));
        Assert.Equal(1, (await trader.GetAsync("/fills")).GetProperty("fills").GetArrayLength());
        Assert.Single(await socket.DrainKalshiAsync(), f => f.Text("type") == "fill");
    }

    [Fact]
    public async Task FillAfterCancel_FillsWhatTheCancelHadEnded()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);
        using var socket = await UserChannelTests.ListenAsync(sim, trader);
        var id = (await trader.PlaceAsync(market.Ticker, "bid", "2.00", 0.01m)).Text("order_id")!;
        await sim.FaultAsync("kalshi", "fillaftercancel", ",\"count\":1");

        var (status, cancelled) = await trader.CancelAsync(id);
        Assert.Equal("canceled", (await trader.FindAsync(id)).Text("status"));
        sim.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("2.00", cancelled.Text("reduced_by"));
        Assert.Equal("2.00", (await trader.FindAsync(id)).Text("fill_count_fp"));
        Assert.Equal(2, await trader.PositionAsync(market.Ticker));
        Assert.Single(await socket.DrainKalshiAsync(), f => f.Text("type") == "fill");
        var life = (await sim.LedgerAsync()).Where(l => l.Maybe("orderId") == id).Select(l => l.Text("kind"));
        Assert.Equal(["accepted", "received", "cancelled", "filled"], life);
    }

    [Fact]
    public async Task LoseFills_LosesAllThatTheStreamWouldSayOfThem()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);
        using var socket = await UserChannelTests.ListenAsync(sim, trader);
        await sim.FaultAsync("kalshi", "losefills", ",\"rate\":0.6");

        for (var i = 0; i < 18; i++)
        {
            await trader.PlaceAsync(market.Ticker, "bid", "1.00", market.Ask, "immediate_or_cancel");
        }

        var heard = (await socket.DrainKalshiAsync()).Count(f => f.Text("type") == "fill");
        Assert.InRange(heard, 1, 17);
        Assert.Equal(18, (await trader.GetAsync("/fills")).GetProperty("fills").GetArrayLength());
        Assert.Equal(18, await trader.PositionAsync(market.Ticker));
    }

    [Fact]
    public async Task DuplicateFills_TellsTwiceOnTheStreamAndInTheList()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);
        using var socket = await UserChannelTests.ListenAsync(sim, trader);
        await sim.FaultAsync("kalshi", "duplicatefills");

        await trader.PlaceAsync(market.Ticker, "bid", "1.00", market.Ask, "immediate_or_cancel");

        var told = (await socket.DrainKalshiAsync()).Where(f => f.Text("type") == "fill").ToArray();
        Assert.Equal(2, told.Length);
        Assert.Single(told.Select(f => f.GetProperty("msg").Text("trade_id")).Distinct());
        Assert.Equal(2, (await trader.GetAsync("/fills")).GetProperty("fills").GetArrayLength());
        Assert.Equal(1, await trader.PositionAsync(market.Ticker));
    }

    [Fact]
    public async Task ReorderFills_TellsTheLaterFirst()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);
        using var socket = await UserChannelTests.ListenAsync(sim, trader);
        await sim.FaultAsync("kalshi", "reorderfills", ",\"count\":1");

        await trader.PlaceAsync(market.Ticker, "bid", "1.00", market.Ask, "immediate_or_cancel");
        await trader.PlaceAsync(market.Ticker, "bid", "2.00", market.Ask, "immediate_or_cancel");

        var told = (await socket.DrainKalshiAsync()).Where(f => f.Text("type") == "fill");
        Assert.Equal(["2.00", "1.00"], told.Select(f => f.GetProperty("msg").Text("count_fp")));
    }

    [Fact]
    public async Task LateFills_TellsThemAfterTheirTime()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);
        using var socket = await UserChannelTests.ListenAsync(sim, trader);
        await sim.FaultAsync("kalshi", "latefills", ",\"lag\":3");

        await trader.PlaceAsync(market.Ticker, "bid", "1.00", market.Ask, "immediate_or_cancel");

        Assert.DoesNotContain(await socket.DrainKalshiAsync(), f => f.Text("type") == "fill");
        sim.Time.Advance(TimeSpan.FromSeconds(4));
        Assert.Single(await socket.DrainKalshiAsync(), f => f.Text("type") == "fill");
    }

    [Fact]
    public async Task Writes429_StormsOnWritesAlone_AndCountsEachRequest()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);
        var id = await sim.FaultAsync("kalshi", "writes429", ",\"count\":2");

        var (first, body) = await trader.OrderAsync(market.Ticker, "bid", "1.00", 0.01m);
        await trader.GetAsync("/orders");
        var (second, _) = await trader.OrderAsync(market.Ticker, "bid", "1.00", 0.01m);
        await trader.PlaceAsync(market.Ticker, "bid", "1.00", 0.01m);

        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests), (first, second));
        Assert.Equal("""{"error":"too many requests"}""", body.ToString());
        Assert.Equal(2, await sim.FiredAsync(id));
        Assert.Equal(3, (await sim.LedgerAsync()).Count(l => l.Text("kind") == "received"));
    }

    [Theory]
    [InlineData("positions5xx", "/positions")]
    [InlineData("orders5xx", "/orders")]
    [InlineData("fills5xx", "/fills")]
    [InlineData("balance5xx", "/balance")]
    public async Task Reads_OfOneAccount_FailAndTheOthersDoNot(string kind, string below)
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        await sim.FaultAsync("kalshi", kind, ",\"account\":\"demo\"");

        var (status, body) = await sim.Trader().SendAsync("GET", Trader.Portfolio + below);

        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Equal("internal_error", body.Code());
        await sim.Trader(SimulatedAccount.Second).GetAsync(below);
    }

    [Fact]
    public async Task Aim_AtAnotherMarket_DoesNotStrikeHere()
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());
        var trader = sim.Trader();
        var market = await Venue.NearEvenAsync(sim);
        var next = await Venue.NearEvenAsync(sim, not: market.Ticker);
        var id = await sim.FaultAsync("kalshi", "rest5xxafter", $",\"instrument\":\"{next.Ticker}\"");

        await trader.PlaceAsync(market.Ticker, "bid", "1.00", 0.01m);
        var (struck, _) = await trader.OrderAsync(next.Ticker, "bid", "1.00", 0.01m);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, struck);
        Assert.Equal(1, await sim.FiredAsync(id));
    }

    [Theory]
    [InlineData("kalshi", "gap", ",\"account\":\"demo\"")]
    [InlineData("kalshi", "losereply", ",\"operation\":\"pray\"")]
    [InlineData("kalshi", "losereply", ",\"lag\":-1")]
    [InlineData("coinbase", "losereply", "")]
    public async Task Aim_ThatCannotStrike_IsRefused(string venue, string kind, string more)
    {
        await using var sim = await Pretended.StartAsync(Venue.Still());

        await sim.PostAsync(
            "/sim/faults",
            $$"""{"venue":"{{venue}}","kind":"{{kind}}"{{more}}}""",
            HttpStatusCode.BadRequest
        );
    }

    /// <summary>Moves the clock, where asked to, until it is so.</summary>
    private static async Task UntilAsync(Func<Task<bool>> isSo, Action? step = null)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await isSo())
        {
            step?.Invoke();
            await Task.Yield();
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    private static bool IsJson(string text)
    {
        try
        {
            JsonElement.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
