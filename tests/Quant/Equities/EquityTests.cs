using FsCheck.Fluent;
using Strikeboard.Quant.Equities;
using Strikeboard.Quant.Numbers;
using Strikeboard.Quant.Tests.Seeds;

namespace Strikeboard.Quant.Tests.Equities;

public sealed class EquityTests
{
    [Fact]
    public void Bracket_AnyAccount_NeverSpendsMoreThanItsAllocationAndUsesWholeLots() =>
        Seeded.Holds(
            from entry in Seeded.Cents(1, 100_000)
            from equity in Seeded.Cents(0, 10_000_000)
            from lot in Gen.Elements(0.001m, 1m, 100m)
            select (entry, equity, lot),
            draw =>
            {
                var bracket = Bracket.Around(draw.entry, draw.equity, 0.01m, draw.lot);
                var budget = draw.equity * 0.25m;
                return bracket.Quantity * draw.entry <= budget
                    && (bracket.Quantity + draw.lot) * draw.entry > budget
                    && bracket.Quantity % draw.lot == 0
                    && bracket.Target % 0.01m == 0
                    && bracket.Stop <= draw.entry
                    && bracket.Target >= draw.entry;
            }
        );

    [Fact]
    public void Bracket_TooSmallAnAccount_IsNoOrder() =>
        Assert.False(Bracket.Around(entry: 50, equity: 199, tick: 0.01m, lot: 1).IsOrder);

    [Fact]
    public void Bracket_HalfATick_RoundsAwayFromZero()
    {
        var bracket = Bracket.Around(entry: 2.5m, equity: 0, tick: 0.01m, lot: 1);

        Assert.Equal((2.55m, 2.48m), (bracket.Target, bracket.Stop));
    }

    [Fact]
    public void Bracket_NothingToReckonWith_IsRefused()
    {
        Assert.Throws<InvalidInputException>(() => Bracket.Around(0, 100, 0.01m, 1));
        Assert.Throws<InvalidInputException>(() => Bracket.Around(-1, 100, 0.01m, 1));
        Assert.Throws<InvalidInputException>(() => Bracket.Around(1, -1, 0.01m, 1));
        Assert.Throws<InvalidInputException>(() => Bracket.Around(1, 100, 0, 1));
        Assert.Throws<InvalidInputException>(() => Bracket.Around(1, 100, 0.01m, 0));
        Assert.Throws<InvalidInputException>(() => Bracket.Around(1, 100, 0.01m, 1, 1.1m));
        Assert.Throws<InvalidInputException>(() => OpeningGap.Of(0, 10));
        Assert.Throws<InvalidInputException>(() => OpeningGap.Of(10, -1));
    }

    [Fact]
    public void Entry_NoNumbers_AreRefusedAndMissingOnesFail()
    {
        var rule = new EntryRule();
        Assert.Throws<InvalidInputException>(() => rule.Failures(double.NaN, 1, false, false));
        Assert.Throws<InvalidInputException>(() => rule.Failures(50, -1, false, false));
        Assert.Equal(
            [EntryCondition.Rsi, EntryCondition.Atr, EntryCondition.Active, EntryCondition.Closed],
            rule.Failures(null, null, isActive: true, isClosedToday: true)
        );
    }

    [Fact]
    public void Gap_ExactlyFivePercent_Goes()
    {
        Assert.True(OpeningGap.Of(10.5m, 10m).IsGapAndGo);
        Assert.False(OpeningGap.Of(10.4999m, 10m).IsGapAndGo);
    }
}
