using FsCheck.Fluent;
using Strikeboard.Quant.Numbers;
using Strikeboard.Quant.Settlement;
using Strikeboard.Quant.Strikes;
using Strikeboard.Quant.Tests.Seeds;
using Strikeboard.Quant.Tests.Settlement;

namespace Strikeboard.Quant.Tests.Strikes;

/// <summary>Columns must say what the rows say, to the last digit that a double promises.</summary>
public sealed class StrikeColumnsTests
{
    private const double LargestError = 1e-15;

    [Fact]
    public void Normal_Anywhere_IsTheScalarOneToItsLastDigits()
    {
        double[] z = [.. Enumerable.Range(-40_000, 80_001).Select(i => i / 1000.0)];
        var column = new double[z.Length];

        NormalColumn.Upper(z, column);

        for (var i = 0; i < z.Length; i++)
        {
            var scalar = NormalDistribution.Upper(z[i]);
            Assert.Equal(scalar, column[i], LargestError);
            // Far out the digits stay, down to where doubles themselves lose them.
            if (scalar > 1e-300)
                Assert.InRange(column[i] / scalar, 1 - 1e-11, 1 + 1e-11);
        }
    }

    [Theory]
    [InlineData(double.PositiveInfinity, 0)]
    [InlineData(double.NegativeInfinity, 1)]
    [InlineData(0, 0.5)]
    [InlineData(-0.0, 0.5)]
    [InlineData(double.NaN, double.NaN)]
    public void Normal_AtTheEdges_IsExact(double z, double expected)
    {
        var column = new double[1];
        NormalColumn.Upper([z], column);
        Assert.Equal(expected, column[0]);
    }

    [Fact]
    public void Normal_AtAnyPlaceInAColumn_IsTheSameBits()
    {
        for (var length = 1; length < 40; length++)
        {
            double[] z = [.. Enumerable.Repeat(1.2345, length)];
            var column = new double[length];
            NormalColumn.Upper(z, column);
            Assert.All(column, value => Assert.Equal(column[0], value));
        }
    }

    [Fact]
    public void Probabilities_OfAnyMarkets_AreThoseOfTheRows() =>
        Seeded.Holds(
            from one in SettlementCases.Any
            from step in Seeded.Real(0.001, 1)
            from count in Gen.Choose(1, 40)
            select (one, step, count),
            draw =>
            {
                var moments = draw.one.Moments;
                var terms = Ladder(moments, draw.step, draw.count);
                var column = new double[terms.Length];
                new StrikeColumns(terms).Probabilities(moments, column, draw.one.Distribution);
                return terms
                    .Select(term => SettlementModel.ProbabilityOf(term, moments, draw.one.Distribution))
                    .Zip(column)
                    .All(pair => Math.Abs(pair.First - pair.Second) <= LargestError);
            }
        );

    [Fact]
    public void Probabilities_NothingUncertain_AreSteps()
    {
        var moments = SettlementModel.Moments(SettlementCases.Input(117_000, 0, 1200));
        var terms = Ladder(moments, 1, 9);
        var column = new double[terms.Length];

        new StrikeColumns(terms).Probabilities(moments, column);

        Assert.Equal(terms.Select(term => SettlementModel.ProbabilityOf(term, moments)), column);
    }

    [Fact]
    public void BuffersAndEdges_OfARow_AreTheSameBits()
    {
        var moments = SettlementModel.Moments(SettlementCases.Input(117_000, 8.9e-5, 900));
        var context = new StrikeContext(117_000, moments);
        var terms = Ladder(moments, 0.3, 21);
        var markets = terms
            .Select((term, i) => new StrikeMarket($"{i}", term, new(40 + i, 42 + i, null, null), 1))
            .ToArray();
        var columns = new StrikeColumns(terms);
        var (p, usd, sigma) = (new double[21], new double[21], new double[21]);
        columns.Probabilities(moments, p);
        columns.Buffers(117_000, usd);
        columns.BuffersInDeviations(moments, sigma);
        var rows = markets.Select((market, i) => StrikeRowModel.Compute(context, market, p[i])).ToList();
        var (yes, no) = (new double[21], new double[21]);
        EdgeColumns.Compute(
            p,
            new SideColumns([.. rows.Select(r => (double)r.YesAsk!)], [.. rows.Select(r => (double)r.YesFee!)]),
            new SideColumns([.. rows.Select(r => (double)r.NoAsk!)], [.. rows.Select(r => (double)r.NoFee!)]),
            yes,
            no
        );

        Assert.Equal(rows.Select(row => row.BufferUsd), usd);
        Assert.Equal(rows.Select(row => row.BufferSigma!.Value), sigma);
        Assert.Equal(rows.Select(row => row.YesEdge!.Value), yes);
        Assert.Equal(rows.Select(row => row.NoEdge!.Value), no);
    }

    /// <summary>All kinds of markets around the mean, in steps of so many deviations.</summary>
    private static StrikeTerms[] Ladder(SettlementMoments moments, double step, int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(i =>
                {
                    var deviations = (i - (count / 2)) * step;
                    var at = Math.Max(0, decimal.Round((decimal)(moments.Mean + (deviations * moments.Deviation)), 2));
                    return (i % 4) switch
                    {
                        0 => new StrikeTerms(StrikeType.Greater, at, null),
                        1 => new StrikeTerms(StrikeType.Less, null, at),
                        2 => new StrikeTerms(StrikeType.Between, at, at + 50),
                        _ => new StrikeTerms(StrikeType.GreaterOrEqual, at, null),
                    };
                }),
        ];
}
