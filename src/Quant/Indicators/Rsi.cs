using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Indicators;

/// <summary>
/// Relative strength after Wilder, 0 to 100. Without losses it is 100, and so it is on a flat series. Mutable: keep it in a
/// variable, do not copy it.
/// </summary>
public record struct Rsi
{
    public const int DefaultPeriod = 14;

    private readonly int _period;
    private WilderAverage _gain;
    private WilderAverage _loss;
    private double _close;

    public Rsi()
        : this(DefaultPeriod) { }

    public Rsi(int period)
    {
        _period = Require.AtLeast(period, 1);
        _gain = new WilderAverage(period);
        _loss = new WilderAverage(period);
    }

    /// <summary>Closes taken.</summary>
    public int Count { get; private set; }

    /// <summary>Null until the period holds that many changes.</summary>
    public readonly double? Value
    {
        get
        {
            if (_period == 0 || !_gain.HasValue)
            {
                return null;
            }

            // The same as 100 − 100 / (1 + gain/loss), with one division.
            return _loss.Value == 0 ? 100 : 100 * _gain.Value / (_gain.Value + _loss.Value);
        }
    }

    public readonly bool IsConverged => Count >= _period + WarmUp.ExtraBars;

    public double? Add(double close)
    {
        Require.AtLeast(_period, 1);
        Require.Positive(close);
        if (Count > 0)
        {
            var change = close - _close;
            _gain.Add(Math.Max(change, 0));
            _loss.Add(Math.Max(-change, 0));
        }

        _close = close;
        Count++;
        return Value;
    }

    public static double?[] Series(ReadOnlySpan<double> closes, int period = DefaultPeriod)
    {
        var rsi = new Rsi(period);
        var series = new double?[closes.Length];
        for (var i = 0; i < closes.Length; i++)
        {
            series[i] = rsi.Add(closes[i]);
        }

        return series;
    }
}
