using System.Collections.Immutable;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Prices;
using Strikeboard.Model;

namespace Strikeboard.Engine.Tests.Pipeline;

/// <summary>What the settlement average is made from: the index where it is seen, else the price that stands for it.</summary>
public sealed class IndexTests
{
    private static readonly DateTimeOffset Close = new(2026, 1, 5, 13, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = Close.AddSeconds(-30);

    [Fact]
    public void Due_WithTheIndex_TakesItsPrintsAndFillsHolesByTheBasis()
    {
        var inputs = At(Now, new IndexBasis(1.5m, 60, Now), missing: Close.AddSeconds(-40));
        var ticks = SettlementTicks.Due(inputs, Close, 30);

        Assert.Equal(30, ticks.Length);
        Assert.Equal(100_010m, ticks[0]);
        Assert.Equal(100_001.5m, ticks[19]);
        Assert.Equal("BRTI", SettlementTicks.SourceOf(inputs));
        Assert.Equal(100_021.5m, SettlementTicks.Spot(inputs, 100_020m));
    }

    [Fact]
    public void Due_WithAnOldIndex_FallsBackToThePriceAndSaysSo()
    {
        var inputs = At(Now, new IndexBasis(1.5m, 60, Now), missing: null) with { Now = Now.AddSeconds(10) };

        Assert.All(SettlementTicks.Due(inputs, Close, 30), tick => Assert.Equal(100_000m, tick));
        Assert.Equal("coinbase as proxy", SettlementTicks.SourceOf(inputs));
        Assert.Equal(100_020m, SettlementTicks.Spot(inputs, 100_020m));
    }

    [Fact]
    public void Due_WithoutTheIndex_IsThePrice()
    {
        var inputs = At(Now, null, null) with { Index = null };
        Assert.All(SettlementTicks.Due(inputs, Close, 30), tick => Assert.Equal(100_000m, tick));
    }

    private static SymbolInputs At(DateTimeOffset now, IndexBasis? basis, DateTimeOffset? missing)
    {
        var seconds = Enumerable.Range(0, 64).Select(i => now.AddSeconds(-i)).Reverse().ToList();
        var prices = seconds.Select(at => Row(at, 100_000m, "coinbase"));
        var prints = seconds.Where(at => at != missing).Select(at => Row(at, 100_010m, "BRTI"));
        return Inputs.Of("BTC", now) with
        {
            Prices = PriceCapture.Empty with { LastMinute = [.. prices] },
            Index = new IndexCapture(new IndexTick("kalshi", "BRTI", 100_010m, now, now), [.. prints], basis),
        };
    }

    private static PriceRow Row(DateTimeOffset at, decimal price, string source) =>
        new(new Symbol("BTC"), at, price, PriceRowKind.Observed, source);
}
