using FsCheck;
using FsCheck.Fluent;
using Strikeboard.Quant.Fees;
using Strikeboard.Quant.Settlement;
using Strikeboard.Quant.Strikes;
using Strikeboard.Quant.Tests.Seeds;
using Strikeboard.Quant.Tests.Settlement;

namespace Strikeboard.Quant.Tests.Strikes;

public sealed class StrikeRowTests
{
    private static readonly StrikeQuotes NoQuotes = new(null, null, null, null);

    [Fact]
    public void Row_OneSideQuoted_DerivesTheOther()
    {
        var row = Compute(new StrikeQuotes(40, null, 57, null));

        Assert.Equal((40m, 43m, 57m, 60m), (row.YesBid!.Value, row.YesAsk!.Value, row.NoBid!.Value, row.NoAsk!.Value));
        Assert.Equal(3m, row.Spread);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(101)]
    [InlineData(null)]
    public void Row_AskNotTradable_HasNoFiguresOnThatSide(int? ask)
    {
        var row = Compute(new StrikeQuotes(40, ask, null, 61));

        Assert.Equal((null, null, null, null), (row.YesDiff, row.YesFee, row.YesEdge, row.YesKelly));
        Assert.NotNull(row.NoEdge);
    }

    [Fact]
    public void Row_NoQuotes_StillHasItsProbability()
    {
        var row = Compute(NoQuotes);

        Assert.InRange(row.PYes, 0.4, 0.6);
        Assert.Null(row.ActiveEdge);
        Assert.Null(row.Spread);
        Assert.False(row.IsCrossed);
    }

    [Fact]
    public void Row_BidAboveAsk_IsCrossed() => Assert.True(Compute(new StrikeQuotes(50, 48, null, null)).IsCrossed);

    [Fact]
    public void Row_FeeLiftsTheCostToADollar_HasNoKelly()
    {
        var row = Compute(new StrikeQuotes(99, 99.5m, null, null), new ReferenceFees(1));

        Assert.Equal(1m, row.YesFee);
        Assert.Equal(0, row.YesKelly);
    }

    [Fact]
    public void Row_AfterTheClose_HasNoBufferInDeviations()
    {
        var input = SettlementCases.Input(117_000, 8.9e-5, 0) with { ObservedSum = 7_020_000m };
        var context = new StrikeContext(117_000, SettlementModel.Moments(input));
        var row = StrikeRowModel.Compute(context, Market(StrikeType.Greater, 116_999.99m, null, NoQuotes));

        Assert.Equal(1, row.PYes);
        Assert.Null(row.BufferSigma);
    }

    [Fact]
    public void Row_LessMarket_CountsTheBufferTheOtherWay()
    {
        var row = StrikeRowModel.Compute(Context(), Market(StrikeType.Less, null, 117_100m, NoQuotes));

        Assert.Equal(100, row.BufferUsd, 1e-9);
        Assert.True(row.PYes > 0.5);
        Assert.Equal(117_100m, row.Strike);
    }

    [Fact]
    public void Row_AnyMarket_SidesAddUpAndTheActiveOneIsTheLikelier() =>
        Seeded.Holds(
            from one in SettlementCases.Any
            from z in Seeded.Real(-4, 4)
            from bid in Gen.Choose(1, 98)
            from width in Gen.Choose(0, 10)
            select (one, z, bid: (decimal)bid, ask: (decimal)Math.Min(99, bid + width)),
            draw =>
            {
                var moments = draw.one.Moments;
                var context = new StrikeContext(draw.one.Input.Spot, moments, draw.one.Distribution);
                var floor = decimal.Round((decimal)(moments.Mean + (draw.z * moments.Deviation)), 2);
                var quotes = new StrikeQuotes(draw.bid, draw.ask, null, null);
                var row = StrikeRowModel.Compute(context, Market(StrikeType.Greater, floor, null, quotes));
                var yes = row.YesDiff!.Value + (double)row.YesAsk!.Value;
                var no = row.NoDiff!.Value + (double)row.NoAsk!.Value;
                return Math.Abs(yes + no - 100) < 1e-9
                    && row.ActiveProb >= 0.5
                    && row.ActiveSide == (row.PYes >= 0.5 ? ContractSide.Yes : ContractSide.No)
                    && row.ActiveEdge == (row.PYes >= 0.5 ? row.YesEdge : row.NoEdge)
                    && row.YesKelly is >= 0 and <= 1
                    && row.NoKelly is >= 0 and <= 1;
            }
        );

    [Fact]
    public void Table_Nearest_TakesTheClosestAscending()
    {
        var markets = Enumerable
            .Range(0, 60)
            .Select(i => Market(StrikeType.Greater, 115_000m + (i * 100) - 0.01m, null, NoQuotes))
            .Append(Market(StrikeType.Greater, null, null, NoQuotes))
            .Reverse()
            .ToList();

        var nearest = StrikeTable.Nearest(markets, 117_040m);
        var rows = StrikeTable.Compute(Context(), nearest);

        Assert.Equal(21, rows.Length);
        Assert.Equal(Enumerable.Range(0, 21).Select(i => 116_000m + (i * 100)), rows.Select(row => row.Strike));
    }

    private static StrikeRow Compute(StrikeQuotes quotes, ReferenceFees? fees = null) =>
        StrikeRowModel.Compute(Context(fees), Market(StrikeType.Greater, 117_000m, null, quotes));

    private static StrikeContext Context(ReferenceFees? fees = null) =>
        new(117_000, SettlementModel.Moments(SettlementCases.Input(117_000, 8.9e-5, 900)), fees: fees);

    private static StrikeMarket Market(StrikeType type, decimal? floor, decimal? cap, StrikeQuotes quotes) =>
        new("KX", new StrikeTerms(type, floor, cap), quotes, 1000m);
}
