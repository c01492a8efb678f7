namespace Strikeboard.Quant.Calibration;

/// <summary>Where a figure would lie in 95 of 100 repetitions.</summary>
public readonly record struct Interval(double Low, double High);

/// <summary>
/// Intervals of the scores, and one for the outcome rate of each filled bin in the order of the bins: null where all outcomes
/// of a bin agree, for then drawing again shows nothing.
/// </summary>
public sealed record ScoreIntervals(
    Interval Brier,
    Interval LogLoss,
    Interval ExpectedError,
    Interval WorstError,
    Interval? Skill,
    IReadOnlyList<Interval?> Bins
);

/// <summary>One forecaster's scores; without intervals where fewer than two events were seen.</summary>
public sealed record JudgedForecasts(CalibrationScores Scores, ScoreIntervals? Intervals);

/// <summary>
/// The market's own price as a forecaster, and ours on the same contracts: those that were quoted on both sides. The skill is
/// 1 − our Brier score / the market's; null where the market made no error at all.
/// </summary>
public sealed record MarketComparison(
    JudgedForecasts Market,
    JudgedForecasts Ours,
    double? SkillAgainst,
    Interval? SkillInterval
);

/// <param name="Events">Independent closes behind the forecasts: contracts that settle together count as one.</param>
public sealed record CalibrationReport(int Count, int Events, JudgedForecasts Ours, MarketComparison? Market)
{
    public bool IsProvisional => Count < CalibrationScores.LeastToReport;
}
