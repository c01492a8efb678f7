using System.Collections.Concurrent;
using Strikeboard.Exchanges;
using Strikeboard.Model;
using static Strikeboard.Engine.Tests.Trading.Paper.PaperBench;

namespace Strikeboard.Engine.Tests.Trading.Paper;

/// <summary>What holds of the account at the real venue (KalshiOrdersConformance) and its pretence holds here, too; and what is this one's own.</summary>
public sealed class PaperVenueTests : IDisposable
{
    private readonly PaperBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Contract_BoughtAndSold_IsInTheVenuesBooksTillTheEnd()
    {
        var before = await _bench.CashAsync();

        var bought = await _bench.TakenAsync(_bench.Buy(0.99m));
        Assert.Equal((ReportedState.Filled, 3m), (bought.State, bought.Filled));
        Assert.Equal(3m, await _bench.HeldAsync());
        var paid = Assert.Single(await _bench.FillsAsync(bought.VenueOrderId));
        // 3 × 0.07 × 0.88 × 0.12 = 0.022176, and what the cent takes from it.
        Assert.Equal((3m, 0.88m, 0.03m, true), (paid.Quantity, paid.YesPrice, paid.Fee, paid.BoughtYes));

        var sold = await _bench.TakenAsync(_bench.Sell(0.01m));
        Assert.Equal((ReportedState.Filled, 3m), (sold.State, sold.Filled));
        Assert.Equal(0m, await _bench.HeldAsync());

        var got = Assert.Single(await _bench.FillsAsync(sold.VenueOrderId));
        Assert.Equal(before - (3 * 0.88m) - paid.Fee + (3 * 0.86m) - got.Fee, await _bench.CashAsync());
    }

    [Fact]
    public async Task No_Bought_IsHeldBelowZero()
    {
        await _bench.TakenAsync(_bench.Buy(0.99m, side: Side.No));
        Assert.Equal(-3m, await _bench.HeldAsync());
        Assert.Equal(0.86m, Assert.Single(await _bench.FillsAsync()).YesPrice);

        await _bench.TakenAsync(_bench.Sell(0.01m, side: Side.No));
        Assert.Equal(0m, await _bench.HeldAsync());
    }

    [Fact]
    public async Task Order_ThatRests_IsListedUntilItIsCancelled()
    {
        var order = _bench.Buy(0.05m, rests: 600);
        var placed = await _bench.TakenAsync(order);
        Assert.Equal(ReportedState.Working, placed.State);

        var twice = Assert.IsType<PlaceAnswer.InDoubt>(await _bench.PlaceAsync(order));
        Assert.True(twice.NameIsTaken);
        Assert.Equal(ReportedState.Working, (await _bench.OrderAsync(placed.VenueOrderId)).State);
        Assert.Equal(1000m - 0.15m, await _bench.CashAsync());

        Assert.Equal(CancelAnswer.NotThere, await _bench.Venue.CancelAsync(placed.VenueOrderId, 0, Stop));
        Assert.Equal(CancelAnswer.Done, await _bench.Venue.CancelAsync(placed.VenueOrderId, Shard, Stop));
        Assert.Equal(CancelAnswer.NotThere, await _bench.Venue.CancelAsync(placed.VenueOrderId, Shard, Stop));
        Assert.Equal(ReportedState.Cancelled, (await _bench.OrderAsync(placed.VenueOrderId)).State);
        Assert.Equal(1000m, await _bench.CashAsync());
    }

    [Fact]
    public async Task Name_ThatWasRefused_IsFreeStill()
    {
        var order = _bench.Buy(0.99m, quantity: 50_000);

        Assert.Equal("insufficient_balance", await _bench.RefusedAsync(order));
        await _bench.TakenAsync(order with { Quantity = 1 });
    }

    [Fact]
    public async Task Stream_TellsOfTheOrderAndItsFills_AsTheListsDo()
    {
        var (fills, orders) = (new ConcurrentQueue<VenueFill>(), new ConcurrentQueue<VenueOrder>());
        _bench.Venue.Filled += fills.Enqueue;
        _bench.Venue.OrderChanged += orders.Enqueue;
        _bench.Venue.OrderChanged += _ => throw new InvalidOperationException("a listener that fails");

        var report = await _bench.TakenAsync(_bench.Buy(0.99m, quantity: 15));

        Assert.Equal((await _bench.FillsAsync()).OrderBy(f => f.TradeId), fills.OrderBy(f => f.TradeId));
        Assert.Equal(2, fills.Count);
        Assert.Equal(report, Assert.Single(orders).Report);
    }

    [Fact]
    public async Task Refusals_CarryTheVenuesCode()
    {
        Assert.Equal("invalid_price", await _bench.RefusedAsync(_bench.Buy(0.1234m)));
        Assert.Equal("invalid_price", await _bench.RefusedAsync(_bench.Buy(1m)));
        Assert.Equal("invalid_order_size", await _bench.RefusedAsync(_bench.Buy(0.5m, quantity: 0.5m)));
        Assert.Equal("insufficient_balance", await _bench.RefusedAsync(_bench.Buy(0.99m, quantity: 50_000, rests: 60)));
        Assert.Equal("insufficient_balance", await _bench.RefusedAsync(_bench.Buy(0.99m) with { ExchangeIndex = 0 }));
        Assert.Equal("reduce_only", await _bench.RefusedAsync(_bench.Sell(0.01m)));
        Assert.Equal("invalid_expiration", await _bench.RefusedAsync(_bench.Buy(0.5m, rests: 0)));
        Assert.Equal("market_not_found", await _bench.RefusedAsync(_bench.Buy(0.5m) with { Instrument = "KX" }));
        _bench.Markets.Status = MarketStatus.Inactive;
        Assert.Equal("market_inactive", await _bench.RefusedAsync(_bench.Buy(0.5m)));
        Assert.Equal(1000m, await _bench.CashAsync());
    }

    [Fact]
    public async Task BigOrder_WalksTheLevels_AndSlips()
    {
        var report = await _bench.TakenAsync(_bench.Buy(0.90m, quantity: 50));

        Assert.Equal((ReportedState.Cancelled, 30m), (report.State, report.Filled));
        var fills = (await _bench.FillsAsync()).Select(f => (f.YesPrice, f.Quantity));
        Assert.Equal([(0.88m, 10m), (0.89m, 20m)], fills.Order());
    }

    [Fact]
    public async Task WhatWasTakenOfALevel_IsNotHadTwice_UntilTheLevelChanges()
    {
        Assert.Equal(10m, (await _bench.TakenAsync(_bench.Buy(0.88m, quantity: 10))).Filled);
        Assert.Equal(0m, (await _bench.TakenAsync(_bench.Buy(0.88m, quantity: 10))).Filled);

        _bench.Markets.NoBids = [new(0.12m, 14)];

        Assert.Equal(14m, (await _bench.TakenAsync(_bench.Buy(0.88m, quantity: 20))).Filled);
    }

    [Fact]
    public async Task Slippage_MakesEachFillWorse_ButNeverBeyondTheLimit()
    {
        using var bench = new PaperBench(options => options with { SlippageTicks = 1 });

        Assert.Equal(0m, (await bench.TakenAsync(bench.Buy(0.88m))).Filled);
        await bench.TakenAsync(bench.Buy(0.89m));
        Assert.Equal(0.89m, Assert.Single(await bench.FillsAsync()).YesPrice);
        var sold = await bench.TakenAsync(bench.Sell(0.85m));
        Assert.Equal(0.85m, Assert.Single(await bench.FillsAsync(sold.VenueOrderId)).YesPrice);
    }

    [Fact]
    public async Task Latency_LetsTheBookMoveFirst()
    {
        using var bench = new PaperBench(options => options with { LatencyMs = 150 });

        var answer = bench.PlaceAsync(bench.Buy(0.99m));
        Assert.False(answer.IsCompleted);
        bench.Markets.NoBids = [new(0.10m, 10)];
        bench.Time.Advance(TimeSpan.FromMilliseconds(150));

        Assert.Equal(3m, Assert.IsType<PlaceAnswer.Taken>(await answer).Report.Filled);
        Assert.Equal(0.90m, Assert.Single(await bench.FillsAsync()).YesPrice);
    }

    [Fact]
    public async Task OrderStoppedOnItsWay_WasNotSent()
    {
        using var bench = new PaperBench(options => options with { LatencyMs = 150 });
        using var stop = new CancellationTokenSource();
        var order = bench.Buy(0.99m);

        var answer = bench.Venue.PlaceAsync(order, stop.Token);
        await stop.CancelAsync();

        Assert.IsType<PlaceAnswer.NotSent>(await answer);
        Assert.Empty((await bench.Venue.ReadOrdersAsync(null, DateTimeOffset.UnixEpoch, Stop)).Value!);
    }

    [Theory]
    [InlineData(Transport.Stream, 11, 0, 0)]
    [InlineData(Transport.Polling, 5, 0, 3)]
    [InlineData(Transport.Polling, 16, 0, 0)]
    [InlineData(Transport.None, 0, 0, 0)]
    [InlineData(Transport.Stream, 3, 3, 3)]
    public async Task BookThatIsNotLive_FillsNoEntry_AndAnExitOnlyWhileItIsReal(
        Transport transport,
        double age,
        decimal bought,
        decimal sold
    )
    {
        await _bench.TakenAsync(_bench.Buy(0.88m));
        (_bench.Markets.Transport, _bench.Markets.Age) = (transport, age);

        Assert.Equal(sold, (await _bench.TakenAsync(_bench.Sell(0.01m))).Filled);
        Assert.Equal(bought, (await _bench.TakenAsync(_bench.Buy(0.88m))).Filled);
    }

    [Fact]
    public async Task Exit_SellsNoMoreThanIsHeld()
    {
        await _bench.TakenAsync(_bench.Buy(0.88m, quantity: 4));

        var sold = await _bench.TakenAsync(_bench.Sell(0.01m, quantity: 9, rests: 60));

        Assert.Equal((ReportedState.Cancelled, 4m), (sold.State, sold.Filled));
        Assert.Equal(0m, await _bench.HeldAsync());
    }

    [Fact]
    public async Task RestingOrder_IsFilledAtItsPrice_WhenTheBookComesToIt()
    {
        var order = await _bench.TakenAsync(_bench.Buy(0.84m, quantity: 12, rests: 600));
        await _bench.BeatAsync(5);
        Assert.Equal(0m, (await _bench.OrderAsync(order.VenueOrderId)).Filled);

        (_bench.Markets.YesBids, _bench.Markets.NoBids) = ([new(0.80m, 50)], [new(0.17m, 7)]);
        await _bench.BeatUntilAsync(async () => (await _bench.OrderAsync(order.VenueOrderId)).Filled == 7);
        _bench.Markets.NoBids = [new(0.20m, 90)];
        await _bench.BeatUntilAsync(async () =>
            (await _bench.OrderAsync(order.VenueOrderId)).State == ReportedState.Filled
        );

        Assert.Equal(12m, await _bench.HeldAsync());
        Assert.All(await _bench.FillsAsync(), fill => Assert.Equal((0.84m, 0m), (fill.YesPrice, fill.Fee)));
        Assert.Equal(1000m - (12 * 0.84m), await _bench.CashAsync());
    }

    [Fact]
    public async Task RestingOrder_EndsAtItsExpiry()
    {
        var order = await _bench.TakenAsync(_bench.Buy(0.10m, rests: 3));

        await _bench.BeatUntilAsync(async () =>
            (await _bench.OrderAsync(order.VenueOrderId)).State == ReportedState.Expired
        );

        Assert.InRange(
            _bench.Time.GetUtcNow(),
            _bench.Markets.ClosesAt.AddMinutes(-20).AddSeconds(3),
            _bench.Markets.ClosesAt
        );
        Assert.Equal(1000m, await _bench.CashAsync());
    }

    [Theory]
    [InlineData(Side.Yes, Side.Yes, 3)]
    [InlineData(Side.Yes, Side.No, 0)]
    [InlineData(Side.No, Side.No, 3)]
    [InlineData(Side.No, Side.Yes, 0)]
    public async Task Result_PaysTheWinningSide(Side held, Side result, decimal paid)
    {
        await _bench.TakenAsync(_bench.Buy(0.99m, side: held));
        var before = await _bench.CashAsync();
        _bench.Markets.Settle(_bench.Markets.Result(result));
        await _bench.BeatAsync(5);
        Assert.NotEqual(0m, await _bench.HeldAsync());

        _bench.Time.AdvanceTo(_bench.Markets.ClosesAt);
        _bench.Markets.Settle(_bench.Markets.Result(result));
        await _bench.BeatUntilAsync(async () => await _bench.HeldAsync() == 0);

        var settlement = Assert.Single(
            (await _bench.Venue.ReadSettlementsAsync(DateTimeOffset.UnixEpoch, Stop)).Value!
        );
        Assert.Equal(
            (result, paid, held == Side.Yes ? 3m : -3m),
            (settlement.Result, settlement.Paid, settlement.Quantity)
        );
        Assert.Equal(before + paid, await _bench.CashAsync());
    }

    [Fact]
    public async Task Result_ThatNobodyTold_IsAskedFor_AndCountsWhenItIsFinal()
    {
        await _bench.TakenAsync(_bench.Buy(0.99m));
        _bench.Markets.Past.Add(_bench.Markets.Result(Side.No, isFinal: false));
        _bench.Time.AdvanceTo(_bench.Markets.ClosesAt);
        await _bench.BeatAsync(40);
        Assert.Empty(_bench.Markets.Asked);

        await _bench.BeatAsync(60);
        Assert.Equal(("KXBTCD", "KXBTCD-26MAR0213"), _bench.Markets.Asked.Distinct().Single());
        Assert.InRange(_bench.Markets.Asked.Count(), 1, 3);
        Assert.Equal(3m, await _bench.HeldAsync());

        _bench.Markets.Past[0] = _bench.Markets.Result(Side.Yes);
        await _bench.BeatUntilAsync(async () => await _bench.HeldAsync() == 0);
        Assert.Equal(
            3m,
            (await _bench.Venue.ReadSettlementsAsync(DateTimeOffset.UnixEpoch, Stop)).Value!.Single().Paid
        );
    }

    [Fact]
    public async Task AnyTrading_LeavesCashAndContractsThatAddUp()
    {
        var random = new Random(5);
        for (var i = 0; i < 300; i++)
        {
            var (side, price) = (random.Next(2) == 0 ? Side.Yes : Side.No, random.Next(1, 100) / 100m);
            var order =
                random.Next(2) == 0
                    ? _bench.Buy(price, random.Next(1, 30), side)
                    : _bench.Sell(price, random.Next(1, 30), side);
            await _bench.PlaceAsync(
                order with
                {
                    ExpiresAt = random.Next(3) == 0 ? _bench.Time.GetUtcNow().AddSeconds(5) : null,
                }
            );
            var bid = random.Next(5, 90);
            _bench.Markets.YesBids = [new(bid / 100m, random.Next(1, 40)), new((bid - 2) / 100m, random.Next(1, 40))];
            _bench.Markets.NoBids =
            [
                new((97 - bid) / 100m, random.Next(1, 40)),
                new((95 - bid) / 100m, random.Next(1, 40)),
            ];
            if (i % 10 == 0)
                await _bench.BeatAsync(0.5);
        }
        await _bench.BeatAsync(10);

        var fills = await _bench.FillsAsync();
        var cash = fills.Sum(f => (f.Quantity * f.YesPrice * (f.BoughtYes ? -1 : 1)) - f.Fee);
        // Each contract of No that is held took a dollar aside.
        var held = await _bench.HeldAsync();
        Assert.InRange(fills.Count, 50, 2000);
        Assert.Equal(held, fills.Sum(f => f.BoughtYes ? f.Quantity : -f.Quantity));
        Assert.Equal(1000m + cash - Math.Max(0m, -held), await _bench.CashAsync());
        Assert.True(await _bench.CashAsync() >= 0m);
    }
}
