using Strikeboard.Model;

namespace Strikeboard.Engine.Calibration;

/// <summary>The checkpoints of the filter, the earliest first, also those of which nothing is known yet.</summary>
public sealed record CalibrationAnswer(
    DateTimeOffset AsOf,
    DateTimeOffset From,
    DateTimeOffset To,
    IReadOnlyList<CheckpointCalibration> Checkpoints
);

/// <summary>How the forecasts of one checkpoint did.</summary>
public sealed record CheckpointCalibration
{
    /// <summary>Seconds before the close.</summary>
    public required int Checkpoint { get; init; }
    public required ForecastCount Count { get; init; }

    /// <summary>Settled forecasts behind the scores, and how many of them a claim needs.</summary>
    public required int Scored { get; init; }
    public required int Needed { get; init; }

    /// <summary>Independent closes behind them: contracts that settle together count as one.</summary>
    public required int Events { get; init; }

    /// <summary>What may be said: "not yet: 57 of 200 settled" in place of a claim that so few do not carry.</summary>
    public required string Verdict { get; init; }

    /// <summary>Below the bar: numbers may be looked at, and mean little.</summary>
    public bool IsProvisional => Scored < Needed;

    /// <summary>Null while none has settled.</summary>
    public ForecasterScores? Ours { get; init; }

    /// <summary>The market's own price as a forecaster, on the contracts that were quoted on both sides.</summary>
    public ForecasterScores? Market { get; init; }

    /// <summary>Ours on those same contracts.</summary>
    public ForecasterScores? OursWhereQuoted { get; init; }

    /// <summary>1 − our Brier score / the market's: above zero ours is the better forecast.</summary>
    public Measured? SkillAgainstMarket { get; init; }
}

/// <param name="Low">Ends of the 95 % interval; null where fewer than two events were seen.</param>
public sealed record Measured(double Value, double? Low, double? High);

public sealed record ForecasterScores
{
    public required int Count { get; init; }
    public required Measured Brier { get; init; }
    public required Measured LogLoss { get; init; }

    /// <summary>ECE and MCE: the mean and the largest distance of a bin from the diagonal.</summary>
    public required Measured ExpectedError { get; init; }
    public required Measured WorstError { get; init; }
    public required double Reliability { get; init; }
    public required double Resolution { get; init; }
    public required double Uncertainty { get; init; }

    /// <summary>1 − Brier score / uncertainty; null where all outcomes agree.</summary>
    public Measured? Skill { get; init; }
    public required IReadOnlyList<CalibrationBin> Bins { get; init; }
}

/// <param name="From">The bin holds chances from here to <paramref name="To"/>.</param>
/// <param name="Said">What was said on average.</param>
/// <param name="Came">How often yes came; low and high are its 95 % interval.</param>
public sealed record CalibrationBin(
    int Index,
    double From,
    double To,
    int Count,
    double Said,
    double Came,
    double? Low,
    double? High
);
