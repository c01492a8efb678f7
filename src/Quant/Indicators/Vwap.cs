using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Indicators;

/// <summary>
/// Volume-weighted average price since the start of the trading day; null while nothing was traded. Mutable: keep it in a
/// variable, do not copy it.
/// </summary>
public record struct Vwap
{
    private double _turnover;
    private double _volume;

    public readonly double? Value => _volume > 0 ? _turnover / _volume : null;

    public double? Add(in Bar bar)
    {
        Bar.Check(bar);
        _turnover += bar.Volume * bar.Typical;
        _volume += bar.Volume;
        return Value;
    }

    public static double?[] Series(ReadOnlySpan<Bar> day)
    {
        var vwap = default(Vwap);
        var series = new double?[day.Length];
        for (var i = 0; i < day.Length; i++)
        {
            series[i] = vwap.Add(day[i]);
        }

        return series;
    }
}
