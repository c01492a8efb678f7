using Strikeboard.Quant.Numbers;
using Strikeboard.Quant.Settlement;

namespace Strikeboard.Quant.Tests.Settlement;

public sealed class SettlementModelTests
{
    private static SettlementInput Settled(decimal sum, bool round) =>
        SettlementCases.Input(117_000, 8.9e-5, 0) with
        {
            ObservedSum = sum,
            RoundToCents = round,
        };

    // An average of 117 250.00333…: above the strike as it stands, equal to it as the venue rounds.
    [Theory]
    [InlineData(StrikeType.Greater, true, 0)]
    [InlineData(StrikeType.Greater, false, 1)]
    [InlineData(StrikeType.GreaterOrEqual, true, 1)]
    [InlineData(StrikeType.Less, true, 0)]
    [InlineData(StrikeType.Between, true, 1)]
    [InlineData(StrikeType.Between, false, 0)]
    public void ProbabilityOf_SettledWithinACentOfTheStrike_FollowsTheVenuesRounding(
        StrikeType type,
        bool round,
        double expected
    )
    {
        var moments = SettlementModel.Moments(Settled(7_035_000.2m, round));
        var terms = new StrikeTerms(
            type,
            type == StrikeType.Between ? 117_000m : 117_250m,
            type is StrikeType.Between or StrikeType.Less ? 117_250m : null
        );

        Assert.Equal(expected, SettlementModel.ProbabilityOf(terms, moments));
    }

    [Theory]
    [InlineData(StrikeType.Greater, 117_000, 0)]
    [InlineData(StrikeType.GreaterOrEqual, 117_000, 1)]
    [InlineData(StrikeType.Less, 117_000, 0)]
    [InlineData(StrikeType.Greater, 116_999.99, 1)]
    [InlineData(StrikeType.Less, 117_000.01, 1)]
    public void ProbabilityOf_NoVolatility_IsAStepAtTheMean(StrikeType type, double strike, double expected)
    {
        var moments = SettlementModel.Moments(SettlementCases.Input(117_000, 0, 1200));
        var terms = new StrikeTerms(type, (decimal)strike, (decimal)strike);

        Assert.Equal(expected, SettlementModel.ProbabilityOf(terms, moments));
    }

    [Fact]
    public void ProbabilityOf_FarTail_KeepsItsDigits()
    {
        var moments = SettlementModel.Moments(SettlementCases.Input(117_000, 8.9e-5, 3600));
        var p = SettlementModel.ProbAbove(moments.Mean + (8 * moments.Deviation), moments);

        Assert.Equal(6.220960574e-16, p, 6.3e-25);
    }

    [Fact]
    public void ProbAbove_Span_EqualsOneByOne()
    {
        var moments = SettlementModel.Moments(SettlementCases.Input(117_000, 8.9e-5, 900));
        double[] strikes = [116_000, 117_000, 118_000];
        var column = new double[3];

        SettlementModel.ProbAbove(strikes, moments, SettlementDistribution.StudentT(), column);

        Assert.Equal(
            strikes.Select(strike => SettlementModel.ProbAbove(strike, moments, SettlementDistribution.StudentT())),
            column
        );
    }

    [Fact]
    public void Moments_MomentumOn_NeverMovesTheMeanByMoreThanHalfADeviation()
    {
        var input = SettlementCases.Input(117_000, 8.9e-5, 900) with { MomentumPercent = 5, MomentumStrength = 1 };
        var moments = SettlementModel.Moments(input);

        Assert.Equal(117_000 + (moments.Deviation / 2), moments.Mean, 1e-6);
    }

    [Fact]
    public void Moments_BasisUncertainty_RemainsWhenEveryTickIsKnown()
    {
        var moments = SettlementModel.Moments(Settled(7_020_000m, round: true) with { BasisDeviation = 5 });

        Assert.Equal(5, moments.Deviation);
        Assert.False(moments.IsCertain);
    }

    [Theory]
    [InlineData(double.NaN, 900, 8.9e-5)]
    [InlineData(double.PositiveInfinity, 900, 8.9e-5)]
    [InlineData(0, 900, 8.9e-5)]
    [InlineData(117_000, -1, 8.9e-5)]
    [InlineData(117_000, double.NaN, 8.9e-5)]
    [InlineData(117_000, 900, double.NaN)]
    [InlineData(117_000, 900, -1e-9)]
    public void Moments_NotANumberOrOutOfRange_IsRefused(double spot, double seconds, double sigma)
    {
        var input = new SettlementInput
        {
            Spot = spot,
            TimeToCloseSeconds = seconds,
            SigmaPerSecond = sigma,
        };

        Assert.Throws<InvalidInputException>(() => SettlementModel.Moments(input));
    }

    [Theory]
    [InlineData(StrikeType.Greater)]
    [InlineData(StrikeType.Less)]
    [InlineData(StrikeType.Between)]
    public void ProbabilityOf_StrikeMissing_IsRefused(StrikeType type)
    {
        var moments = SettlementModel.Moments(SettlementCases.Input(117_000, 8.9e-5, 900));
        var terms = new StrikeTerms(type, null, null);

        Assert.False(terms.IsComplete);
        Assert.Throws<InvalidInputException>(() => SettlementModel.ProbabilityOf(terms, moments));
    }

    [Fact]
    public void Distribution_TwoDegreesOrFewer_IsRefused() =>
        Assert.Throws<InvalidInputException>(() => SettlementDistribution.StudentT(2));

    [Fact]
    public void Ladder_BoundsThatDoNotAscend_AreRefused()
    {
        var moments = SettlementModel.Moments(SettlementCases.Input(117_000, 8.9e-5, 900));

        Assert.Throws<InvalidInputException>(() => StrikeLadder.Probabilities([2, 2], moments));
    }

    [Fact]
    public void Lognormal_OneHourAtHalfAYearsVolatility_StaysNearTheNormal()
    {
        var input = SettlementCases.Input(117_000, 8.9037e-5, 3600);
        var moments = SettlementModel.Moments(input);
        for (var strike = 115_500m; strike <= 118_500m; strike += 100m)
        {
            var difference =
                LognormalCheck.ProbAbove(input, strike) - SettlementModel.ProbAbove((double)strike, moments);
            Assert.InRange(difference, -0.0015, 0.0015);
        }
    }
}
