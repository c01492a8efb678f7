using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Indicators;

/// <summary>
/// Bands around a plain mean. <see cref="PercentB"/> is 0 on the lower band and 1 on the upper one; it and
/// <see cref="Z"/> (standard deviations from the mean) are null where the window does not vary.
/// </summary>
public readonly record struct BollingerReading(
    double Mid,
    double Upper,
    double Lower,
    double? PercentB,
    double Width,
    double? Z
);

/// <summary>
/// Bollinger bands with the population's standard deviation. The window is the tail of one block and the head of the next, each
/// with its own moments, so that nothing is ever taken off a running sum: an outlier that leaves takes its rounding with it,
/// and a window that does not vary has a deviation of exactly zero. Constant time per close, spread over a block, and no
/// garbage. A class and not a struct, because copies would share the window.
/// </summary>
public sealed class Bollinger
{
    public const int DefaultPeriod = 20;
    public const double DefaultWidth = 2;

    private readonly int _period;
    private readonly double _width;
    private readonly double[] _block;
    private readonly Moments[] _tails;
    private Moments _head;
    private int _filled;
    private bool _isFull;

    public Bollinger(int period = DefaultPeriod, double width = DefaultWidth)
    {
        _period = Require.AtLeast(period, 1);
        _width = Require.NotNegative(width);
        _block = new double[period];
        _tails = new Moments[period];
    }

    /// <summary>Null before the first full period.</summary>
    public BollingerReading? Value { get; private set; }

    public BollingerReading? Add(double close)
    {
        _block[_filled++] = Require.Positive(close);
        _head = _head.With(close);
        if (_filled < _period)
        {
            return _isFull ? Read(_tails[_filled].With(_head), close) : null;
        }

        var reading = Read(_head, close);
        StartNextBlock();
        return reading;
    }

    public static BollingerReading?[] Series(
        ReadOnlySpan<double> closes,
        int period = DefaultPeriod,
        double width = DefaultWidth
    )
    {
        var bands = new Bollinger(period, width);
        var series = new BollingerReading?[closes.Length];
        for (var i = 0; i < closes.Length; i++)
        {
            series[i] = bands.Add(closes[i]);
        }

        return series;
    }

    private void StartNextBlock()
    {
        var tail = default(Moments);
        for (var i = _period - 1; i >= 0; i--)
        {
            tail = tail.With(_block[i]);
            _tails[i] = tail;
        }

        (_head, _filled, _isFull) = (default, 0, true);
    }

    private BollingerReading? Read(in Moments window, double close)
    {
        var (mid, deviation) = (window.Mean, Math.Sqrt(window.Squares / _period));
        var reach = _width * deviation;
        var (upper, lower) = (mid + reach, mid - reach);
        Value = new BollingerReading(
            mid,
            upper,
            lower,
            upper > lower ? (close - lower) / (upper - lower) : null,
            (upper - lower) / mid,
            deviation > 0 ? (close - mid) / deviation : null
        );
        return Value;
    }

    /// <summary>Count, mean and sum of squared distances from the mean; two of them merge without cancellation.</summary>
    private readonly record struct Moments(int Count, double Mean, double Squares)
    {
        public Moments With(double value)
        {
            var count = Count + 1;
            var from = value - Mean;
            var mean = Mean + (from / count);
            return new Moments(count, mean, Squares + (from * (value - mean)));
        }

        public Moments With(in Moments other)
        {
            double count = Count + other.Count;
            var apart = other.Mean - Mean;
            return new Moments(
                Count + other.Count,
                Mean + (apart * other.Count / count),
                Squares + other.Squares + (apart * apart * Count * other.Count / count)
            );
        }
    }
}
