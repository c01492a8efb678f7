using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Calibration;

/// <summary>One non-empty bin: how often, what was said on average, what came on average.</summary>
public readonly record struct ReliabilityBin(int Index, int Count, double Confidence, double Accuracy);

/// <summary>
/// How good forecast probabilities were. Reliability, resolution and uncertainty are Murphy's terms on the bins; they add up to
/// the Brier score exactly only where forecasts are constant within each bin. The skill score is null where all outcomes agree.
/// </summary>
public sealed record CalibrationScores(
    int Count,
    double Brier,
    double LogLoss,
    double ExpectedError,
    double WorstError,
    double Reliability,
    double Resolution,
    double Uncertainty,
    double? Skill,
    IReadOnlyList<ReliabilityBin> Bins
)
{
    public const int DefaultBins = 10;

    /// <summary>Settled markets a checkpoint needs before its scores are worth showing.</summary>
    public const int LeastToReport = 200;

    /// <summary>Seconds to close at which one forecast per market is scored; neighbouring seconds of one market are not independent.</summary>
    public static IReadOnlyList<int> CheckpointSeconds { get; } = [2700, 1800, 900, 300, 60];

    public static CalibrationScores Compute(
        ReadOnlySpan<double> forecasts,
        ReadOnlySpan<bool> outcomes,
        int bins = DefaultBins
    )
    {
        if (forecasts.IsEmpty || forecasts.Length != outcomes.Length)
        {
            throw new InvalidInputException("There must be forecasts, and one outcome for each.", nameof(outcomes));
        }

        var tally = new CalibrationTally(bins);
        for (var i = 0; i < forecasts.Length; i++)
        {
            tally.Add(forecasts[i], outcomes[i]);
        }

        return tally.Scores();
    }
}
