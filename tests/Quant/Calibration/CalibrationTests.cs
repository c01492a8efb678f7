using FsCheck.Fluent;
using Strikeboard.Quant.Calibration;
using Strikeboard.Quant.Numbers;
using Strikeboard.Quant.Tests.Seeds;

namespace Strikeboard.Quant.Tests.Calibration;

public sealed class CalibrationTests
{
    [Fact]
    public void Scores_AnyForecasts_StayWithinTheirBounds() =>
        Seeded.Holds(
            Gen.NonEmptyListOf(from p in Seeded.Real(0, 1) from came in Gen.Elements(true, false) select (p, came)),
            draws =>
            {
                var scores = Score([.. draws]);
                return scores.Brier is >= 0 and <= 1
                    && scores.ExpectedError is >= 0 and <= 1
                    && scores.WorstError >= scores.ExpectedError - 1e-12
                    && scores.Bins.Sum(bin => bin.Count) == draws.Count;
            }
        );

    [Fact]
    public void Scores_ForecastsConstantWithinBins_DecomposeExactly() =>
        Seeded.Holds(
            Gen.NonEmptyListOf(
                from bin in Gen.Choose(0, 9)
                from came in Gen.Elements(true, false)
                select ((bin + 0.5) / 10, came)
            ),
            draws =>
            {
                var scores = Score([.. draws]);
                return Math.Abs(scores.Reliability - scores.Resolution + scores.Uncertainty - scores.Brier) < 1e-12;
            }
        );

    [Fact]
    public void Scores_AllOutcomesAlike_HaveNoSkill() => Assert.Null(Score([(0.9, true), (0.8, true)]).Skill);

    [Fact]
    public void Scores_NothingOrNoProbability_IsRefused()
    {
        Assert.Throws<InvalidInputException>(() => Score([]));
        Assert.Throws<InvalidInputException>(() => Score([(double.NaN, true)]));
        Assert.Throws<InvalidInputException>(() => Score([(1.1, true)]));
    }

    private static CalibrationScores Score(IReadOnlyList<(double P, bool Came)> draws) =>
        CalibrationScores.Compute([.. draws.Select(one => one.P)], [.. draws.Select(one => one.Came)]);
}
