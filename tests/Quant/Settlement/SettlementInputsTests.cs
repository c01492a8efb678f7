using Strikeboard.Quant.Numbers;
using Strikeboard.Quant.Settlement;

namespace Strikeboard.Quant.Tests.Settlement;

public sealed class SettlementInputsTests
{
    [Fact]
    public void Window_GapsInsideAndAtTheEdges_AreFilledFromTheirNeighbours()
    {
        var window = SettlementWindow.Of([null, 100m, null, null, 106m, null]);

        // 100 | 100 | 102 104 | 106 | 106
        Assert.Equal(618m, window.Sum);
        Assert.Equal(4, window.Missing);
        Assert.True(window.IsInterpolated);
        Assert.False(window.IsDegraded);
    }

    [Fact]
    public void Window_MoreThanFiveMissing_IsDegraded()
    {
        var ticks = new decimal?[20];
        for (var i = 0; i < 14; i++)
        {
            ticks[i] = 10m;
        }

        Assert.True(SettlementWindow.Of(ticks).IsDegraded);
        ticks[14] = 10m;
        Assert.False(SettlementWindow.Of(ticks).IsDegraded);
    }

    [Fact]
    public void Window_NothingDueOrNothingSeen_AreDifferentAnswers()
    {
        Assert.Equal(0m, SettlementWindow.Of([]).Sum);
        Assert.Null(SettlementWindow.Of([null, null]).Sum);
        Assert.Throws<InvalidInputException>(() => SettlementWindow.Of(new decimal?[61]));
    }

    [Fact]
    public void Basis_RecentSamples_WeighMoreAndOldOnesNothing()
    {
        BasisSample[] samples = [new(0, 500), new(3400, 4), new(4000, 10), new(4100, 99)];

        var basis = IndexBasis.Estimate(4000, samples);

        Assert.Equal((10 + (4 * 0.5)) / 1.5, basis.Basis, 1e-12);
        Assert.Equal(Math.Sqrt(18), basis.Deviation, 1e-12);
    }

    [Fact]
    public void Basis_NoneOrOneSample_HasNoDeviation()
    {
        Assert.Equal(new IndexBasis(0, 0), IndexBasis.Estimate(10, []));
        Assert.Equal(new IndexBasis(3, 0), IndexBasis.Estimate(10, [new(9, 3)]));
    }

    [Theory]
    [InlineData(StrikeType.Greater, 115749.99, 115750)]
    [InlineData(StrikeType.Greater, 115750, 115750)]
    [InlineData(StrikeType.GreaterOrEqual, 115749.99, 115749.99)]
    [InlineData(StrikeType.Between, 115749.99, 115749.99)]
    public void Terms_DisplayStrike_IsACentHigherForGreaterAtNinetyNine(
        StrikeType type,
        double floor,
        double expected
    ) => Assert.Equal((decimal)expected, new StrikeTerms(type, (decimal)floor, null).DisplayStrike);
}
