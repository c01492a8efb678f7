using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Indicators;

/// <summary>
/// Exponential moving average, seeded with the plain mean of the first values. Takes any finite series, not only prices: the
/// signal line of MACD is one over values of either sign. Mutable: keep it in a variable, do not copy it.
/// </summary>
public record struct Ema
{
    private readonly int _period;
    private readonly double _weight;
    private double _value;

    public Ema(int period)
    {
        _period = Require.AtLeast(period, 1);
        _weight = 2.0 / (period + 1);
    }

    public int Count { get; private set; }

    /// <summary>Null before the first full period.</summary>
    public readonly double? Value => _period > 0 && Count >= _period ? _value : null;

    /// <summary>Whether enough values went in that it no longer matters where the series began.</summary>
    public readonly bool IsConverged => Count >= _period + WarmUp.ExtraBars;

    public double? Add(double value)
    {
        Require.AtLeast(_period, 1);
        Require.Finite(value);
        Count++;
        if (Count > _period)
        {
            _value += _weight * (value - _value);
            return _value;
        }

        _value += value;
        if (Count < _period)
        {
            return null;
        }

        _value /= _period;
        return _value;
    }

    public static double?[] Series(ReadOnlySpan<double> values, int period)
    {
        var average = new Ema(period);
        var series = new double?[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            series[i] = average.Add(values[i]);
        }

        return series;
    }
}
