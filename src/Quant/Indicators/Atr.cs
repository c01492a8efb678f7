using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Indicators;

/// <summary>The true range of a bar and its average so far.</summary>
public readonly record struct AtrReading(double? TrueRange, double? Average, double Close)
{
    /// <summary>The average in percent of the same bar's close.</summary>
    public double? Percent => 100 * Average / Close;
}

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
    private double _range;

    public Atr()
        : this(DefaultPeriod) { }

    public Atr(int period)
    {
        _period = Require.AtLeast(period, 1);
        _average = new WilderAverage(period);
    }

    /// <summary>Bars taken.</summary>
    public int Count { get; private set; }

    public readonly AtrReading Value => new(Count > 1 ? _range : null, Count > _period ? _average.Value : null, _close);

    public readonly bool IsConverged => Count >= _period + WarmUp.ExtraBars;

    public AtrReading Add(in Bar bar)
    {
        Require.AtLeast(_period, 1);
        Bar.Check(bar);
        if (Count > 0)
        {
            _range = bar.TrueRange(_close);
            _average.Add(_range);
        }

        _close = bar.Close;
        Count++;
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
