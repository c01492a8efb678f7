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

    private const double LogGuard = 1e-15;
    private const double BinGuard = 1e-12;

    /// <summary>Seconds to close at which one forecast per market is scored; neighbouring seconds of one market are not independent.</summary>
    public static IReadOnlyList<int> CheckpointSeconds { get; } = [2700, 1800, 900, 300, 60];

    public static CalibrationScores Compute(
        ReadOnlySpan<double> forecasts,
        ReadOnlySpan<bool> outcomes,
        int bins = DefaultBins
    )
    {
        Require.AtLeast(bins, 1);
        if (forecasts.IsEmpty || forecasts.Length != outcomes.Length)
        {
            throw new InvalidInputException("There must be forecasts, and one outcome for each.", nameof(outcomes));
        }

        var tally = new Tally(bins);
        for (var i = 0; i < forecasts.Length; i++)
        {
            tally.Add(Require.Within(forecasts[i], 0, 1, nameof(forecasts)), outcomes[i]);
        }

        return tally.Scores();
    }

    private sealed class Tally(int bins)
    {
        private readonly int[] _counts = new int[bins];
        private readonly double[] _said = new double[bins];
        private readonly int[] _came = new int[bins];
        private double _squares;
        private double _logs;

        public void Add(double p, bool came)
        {
            var bin = Math.Min(_counts.Length - 1, (int)Math.Floor((p * _counts.Length) + BinGuard));
            _counts[bin]++;
            _said[bin] += p;
            _came[bin] += came ? 1 : 0;
            _squares += came ? (1 - p) * (1 - p) : p * p;
            var q = Math.Clamp(p, LogGuard, 1 - LogGuard);
            _logs -= Math.Log(came ? q : 1 - q);
        }

        public CalibrationScores Scores()
        {
            double n = _counts.Sum();
            var rate = _came.Sum() / n;
            var filled = Enumerable.Range(0, _counts.Length).Where(bin => _counts[bin] > 0).Select(Bin).ToList();
            var brier = _squares / n;
            var uncertainty = rate * (1 - rate);
            return new CalibrationScores(
                (int)n,
                brier,
                _logs / n,
                filled.Sum(bin => bin.Count / n * Math.Abs(bin.Accuracy - bin.Confidence)),
                filled.Max(bin => Math.Abs(bin.Accuracy - bin.Confidence)),
                filled.Sum(bin => bin.Count / n * Square(bin.Confidence - bin.Accuracy)),
                filled.Sum(bin => bin.Count / n * Square(bin.Accuracy - rate)),
                uncertainty,
                uncertainty > 0 ? 1 - (brier / uncertainty) : null,
                filled
            );
        }

        private ReliabilityBin Bin(int bin) =>
            new(bin, _counts[bin], _said[bin] / _counts[bin], _came[bin] / (double)_counts[bin]);

        private static double Square(double x) => x * x;
    }
}
