using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Indicators;

/// <summary>The true range of a bar, its average, and that average in percent of the bar's close.</summary>
public readonly record struct AtrReading(double? TrueRange, double? Average, double? Percent);

/// <summary>
/// Average true range after Wilder. The first bar has no true range, since none came before it. Mutable: keep it in a variable,
/// do not copy it.
/// </summary>
public record struct Atr
{
    public const int DefaultPeriod = 14;

    private readonly int _period;
    private WilderAverage _average;
    private double _close;

    public Atr()
        : this(DefaultPeriod) { }

    public Atr(int period)
    {
        _period = Require.AtLeast(period, 1);
        _average = new WilderAverage(period);
    }

    /// <summary>Bars taken.</summary>
    public int Count { get; private set; }

    public AtrReading Value { get; private set; }

    public readonly bool IsConverged => Count >= _period + WarmUp.ExtraBars;

    public AtrReading Add(in Bar bar)
    {
        Require.AtLeast(_period, 1);
        Bar.Check(bar);
        double? range = null;
        if (Count > 0)
        {
            var jump = bar.TrueRange(_close);
            _average.Add(jump);
            range = jump;
        }

        _close = bar.Close;
        Count++;
        double? average = _average.HasValue ? _average.Value : null;
        Value = new AtrReading(range, average, 100 * average / bar.Close);
        return Value;
    }

    public static AtrReading[] Series(ReadOnlySpan<Bar> bars, int period = DefaultPeriod)
    {
        var atr = new Atr(period);
        var series = new AtrReading[bars.Length];
        for (var i = 0; i < bars.Length; i++)
        {
            series[i] = atr.Add(bars[i]);
        }

        return series;
    }
}
