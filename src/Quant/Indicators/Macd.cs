using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Indicators;

/// <summary>Where the fast average begins.</summary>
public enum MacdSeeding
{
    /// <summary>Each average on its own first bars; the line is shown as soon as it exists.</summary>
    OwnBars,

    /// <summary>As TA-Lib does: the fast average on the last bars of the slow window, and nothing shown before the signal.</summary>
    SlowWindow,
}

public readonly record struct MacdReading(double? Line, double? Signal, double? Histogram);

/// <summary>
/// The gap between a fast and a slow average, and its own average as a signal. Mutable: keep it in a variable, do not copy it.
/// </summary>
public record struct Macd
{
    public const int DefaultFast = 12;
    public const int DefaultSlow = 26;
    public const int DefaultSignal = 9;

    private readonly MacdSeeding _seeding;
    private readonly int _fastStart;
    private Ema _fast;
    private Ema _slow;
    private Ema _signal;

    public Macd()
        : this(DefaultFast) { }

    public Macd(int fast, int slow = DefaultSlow, int signal = DefaultSignal, MacdSeeding seeding = MacdSeeding.OwnBars)
    {
        _fast = new Ema(Require.AtLeast(fast, 1));
        _slow = new Ema(Require.AtLeast(slow, fast));
        _signal = new Ema(Require.AtLeast(signal, 1));
        _seeding = seeding;
        _fastStart = seeding == MacdSeeding.SlowWindow ? slow - fast : 0;
    }

    /// <summary>Closes taken.</summary>
    public int Count { get; private set; }

    public MacdReading Value { get; private set; }

    public readonly bool IsConverged => Count >= WarmUp.MacdBars;

    public MacdReading Add(double close)
    {
        Require.Positive(close);
        var slow = _slow.Add(close);
        var fast = Count >= _fastStart ? _fast.Add(close) : null;
        Count++;
        if (fast - slow is not { } line)
        {
            return default;
        }

        var signal = _signal.Add(line);
        Value =
            signal is null && _seeding == MacdSeeding.SlowWindow
                ? default
                : new MacdReading(line, signal, line - signal);
        return Value;
    }

    public static MacdReading[] Series(ReadOnlySpan<double> closes, MacdSeeding seeding = MacdSeeding.OwnBars)
    {
        var macd = new Macd(DefaultFast, seeding: seeding);
        var series = new MacdReading[closes.Length];
        for (var i = 0; i < closes.Length; i++)
        {
            series[i] = macd.Add(closes[i]);
        }

        return series;
    }
}
