using FsCheck.Fluent;
using Strikeboard.Quant.Numbers;
using Strikeboard.Quant.Settlement;
using Strikeboard.Quant.Tests.Seeds;

namespace Strikeboard.Quant.Tests.Settlement;

public sealed class SettlementProperties
{
    [Fact]
    public void ProbAbove_HigherStrike_IsNeverMoreLikely() =>
        Seeded.Holds(
            from one in SettlementCases.Any
            from near in Seeded.Real(-8, 8)
            from step in Seeded.Real(0, 3)
            select (one, near, step),
            draw =>
            {
                var moments = draw.one.Moments;
                var low = moments.Mean + (draw.near * moments.Deviation);
                var high = low + (draw.step * moments.Deviation);
                return SettlementModel.ProbAbove(high, moments, draw.one.Distribution)
                    <= SettlementModel.ProbAbove(low, moments, draw.one.Distribution);
            }
        );

    [Fact]
    public void ProbabilityOf_BothSidesOfOneStrike_SumToOne() =>
        Seeded.Holds(
            from one in SettlementCases.Any
            from z in Seeded.Real(-6, 6)
            select (one, z),
            draw =>
            {
                var moments = draw.one.Moments;
                var strike = (decimal)(moments.Mean + (draw.z * moments.Deviation));
                var below = new StrikeTerms(StrikeType.Less, null, strike);
                var rest = new StrikeTerms(StrikeType.GreaterOrEqual, strike, null);
                var sum =
                    SettlementModel.ProbabilityOf(below, moments, draw.one.Distribution)
                    + SettlementModel.ProbabilityOf(rest, moments, draw.one.Distribution);
                return Math.Abs(sum - 1) <= 1e-12;
            }
        );

    [Fact]
    public void ProbAbove_MirroredAroundTheMean_IsSymmetric() =>
        Seeded.Holds(
            from one in SettlementCases.Any
            from z in Seeded.Real(0, 8)
            select (one, z),
            draw =>
            {
                var moments = draw.one.Moments;
                var x = draw.z * moments.Deviation;
                var above = SettlementModel.ProbAbove(moments.Mean + x, moments, draw.one.Distribution);
                var below = SettlementModel.Below(moments.Mean - x, moments, draw.one.Distribution);
                return Math.Abs(above - below) <= 1e-9;
            }
        );

    [Fact]
    public void Ladder_CompletePartition_SumsToOne() =>
        Seeded.Holds(
            from one in SettlementCases.Between(0, 4000)
            from start in Seeded.Real(-6, 2)
            from width in Seeded.Real(0.01, 3)
            from count in Gen.Choose(0, 40)
            select (one, start, width, count),
            draw =>
            {
                var moments = draw.one.Moments;
                var unit = Math.Max(moments.Deviation, 0.01);
                var bounds = Enumerable
                    .Range(0, draw.count)
                    .Select(i => moments.Mean + ((draw.start + (i * draw.width)) * unit))
                    .ToArray();
                var cells = StrikeLadder.Probabilities(bounds, moments, draw.one.Distribution);
                return Math.Abs(cells.Sum() - 1) <= 1e-12 && cells.All(p => p is >= 0 and <= 1);
            }
        );

    [Fact]
    public void ProbAbove_MoreVolatility_MovesTowardsOneHalf() =>
        Seeded.Holds(
            from one in SettlementCases.Any
            from z in Seeded.Real(-6, 6)
            from factor in Seeded.Real(1, 5)
            select (one, z, factor),
            draw =>
            {
                var moments = draw.one.Moments;
                var strike = moments.Mean + (draw.z * moments.Deviation);
                var wider = SettlementModel.Moments(
                    draw.one.Input with
                    {
                        SigmaPerSecond = draw.one.Input.SigmaPerSecond * draw.factor,
                    }
                );
                var before = SettlementModel.ProbAbove(strike, moments, draw.one.Distribution);
                var after = SettlementModel.ProbAbove(strike, wider, draw.one.Distribution);
                return Math.Abs(after - 0.5) <= Math.Abs(before - 0.5) + 1e-12;
            }
        );

    // The window's edge, and every second inside it at which a tick at the current price becomes known.
    [Fact]
    public void ProbAbove_ThroughWholeSecondsOfTheWindow_IsContinuous() =>
        Seeded.Holds(
            from spot in Seeded.Real(1000, 200_000)
            from sigma in Seeded.Real(4e-5, 4e-4)
            from second in Gen.OneOf(Gen.Constant(60), Gen.Choose(5, 60))
            from z in Seeded.Real(-4, 4)
            select (spot, sigma, second, z),
            draw =>
            {
                const double hair = 1e-6;
                var at = SettlementModel.Moments(SettlementCases.Input(draw.spot, draw.sigma, draw.second));
                var strike = at.Mean + (draw.z * at.Deviation);
                var p = SettlementModel.ProbAbove(strike, at);
                return new[] { -hair, hair }.All(shift =>
                {
                    var moments = SettlementModel.Moments(
                        SettlementCases.Input(draw.spot, draw.sigma, draw.second + shift)
                    );
                    return Math.Abs(SettlementModel.ProbAbove(strike, moments) - p) < 1e-5;
                });
            }
        );

    [Fact]
    public void Moments_Deviation_EqualsBruteForceSumOfCovariances() =>
        Seeded.Holds(
            SettlementCases.Any,
            one =>
            {
                var seconds = one.Input.TimeToCloseSeconds;
                var remaining = (int)Math.Min(60, Math.Ceiling(seconds - 1e-9));
                var offsets = Enumerable.Range(1, remaining).Select(j => seconds - remaining + j).ToArray();
                var covariance = offsets.Sum(a => offsets.Sum(b => Math.Min(a, b)));
                var scale = one.Input.Spot * one.Input.SigmaPerSecond / 60;
                var expected = scale * scale * covariance;
                var deviation = one.Moments.Deviation;
                return Math.Abs((deviation * deviation) - expected) <= 1e-9 * expected;
            }
        );

    [Theory]
    [InlineData(600)]
    [InlineData(60)]
    [InlineData(25.4)]
    public void Moments_SimulatedPaths_MatchTheDeviationWithinOnePercent(double seconds)
    {
        const int paths = 200_000;
        var input = SettlementCases.Input(117_000, 8.9e-5, seconds);
        var moments = SettlementModel.Moments(input);
        var random = new SplitMix64(7);
        var (sum, squares) = (0.0, 0.0);
        for (var path = 0; path < paths; path++)
        {
            var shift = SimulatedAverage(ref random, moments.Remaining, seconds) * input.Spot * input.SigmaPerSecond;
            (sum, squares) = (sum + shift, squares + (shift * shift));
        }

        var deviation = Math.Sqrt((squares / paths) - (sum / paths * (sum / paths)));
        Assert.InRange(deviation / moments.Deviation, 0.99, 1.01);
    }

    // Σ W(sⱼ) / 60 for one Brownian path: the first step is as long as it takes to the next tick.
    private static double SimulatedAverage(ref SplitMix64 random, int remaining, double seconds)
    {
        var (level, total) = (0.0, 0.0);
        for (var j = 1; j <= remaining; j++)
        {
            level += random.NextNormal() * (j == 1 ? Math.Sqrt(seconds - remaining + 1) : 1);
            total += level;
        }

        return total / 60;
    }
}
