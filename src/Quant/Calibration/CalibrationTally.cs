using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Calibration;

/// <summary>
/// Forecasts and their outcomes as sums: a tally takes another one, several times if need be, so that a sample of whole events
/// costs no second look at their forecasts. Not safe for concurrent use.
/// </summary>
public sealed class CalibrationTally
{
    private const double LogGuard = 1e-15;
    private const double BinGuard = 1e-12;

    private readonly int[] _counts;
    private readonly double[] _said;
    private readonly int[] _came;
    private double _squares;
    private double _logs;

    public CalibrationTally(int bins = CalibrationScores.DefaultBins)
    {
        Require.AtLeast(bins, 1);
        (_counts, _said, _came) = (new int[bins], new double[bins], new int[bins]);
    }

    public int Count { get; private set; }

    /// <summary>Mean squared error; needs a forecast.</summary>
    public double Brier => _squares / Count;

    public double LogLoss => _logs / Count;

    public void Add(double forecast, bool came)
    {
        var p = Require.Within(forecast, 0, 1);
        var bin = Math.Min(_counts.Length - 1, (int)Math.Floor((p * _counts.Length) + BinGuard));
        Count++;
        _counts[bin]++;
        _said[bin] += p;
        _came[bin] += came ? 1 : 0;
        _squares += came ? (1 - p) * (1 - p) : p * p;
        var q = Math.Clamp(p, LogGuard, 1 - LogGuard);
        _logs -= Math.Log(came ? q : 1 - q);
    }

    public void Add(CalibrationTally other, int times)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var bin = 0; bin < _counts.Length; bin++)
        {
            _counts[bin] += times * other._counts[bin];
            _said[bin] += times * other._said[bin];
            _came[bin] += times * other._came[bin];
        }

        Count += times * other.Count;
        _squares += times * other._squares;
        _logs += times * other._logs;
    }

    public void Clear()
    {
        Array.Clear(_counts);
        Array.Clear(_said);
        Array.Clear(_came);
        (Count, _squares, _logs) = (0, 0, 0);
    }

    public CalibrationScores Scores()
    {
        Require.AtLeast(Count, 1);
        double n = Count;
        var rate = _came.Sum() / n;
        var filled = Enumerable.Range(0, _counts.Length).Where(bin => _counts[bin] > 0).Select(Bin).ToList();
        var uncertainty = rate * (1 - rate);
        return new CalibrationScores(
            Count,
            Brier,
            LogLoss,
            filled.Sum(bin => bin.Count / n * Math.Abs(bin.Accuracy - bin.Confidence)),
            filled.Max(bin => Math.Abs(bin.Accuracy - bin.Confidence)),
            filled.Sum(bin => bin.Count / n * Square(bin.Confidence - bin.Accuracy)),
            filled.Sum(bin => bin.Count / n * Square(bin.Accuracy - rate)),
            uncertainty,
            uncertainty > 0 ? 1 - (Brier / uncertainty) : null,
            filled
        );
    }

    private ReliabilityBin Bin(int bin) =>
        new(bin, _counts[bin], _said[bin] / _counts[bin], _came[bin] / (double)_counts[bin]);

    private static double Square(double x) => x * x;
}
