namespace Strikeboard.Quant.Indicators;

/// <summary>
/// How long an indicator still remembers where its series began. Before that it is exact for its series, but another start
/// would give another figure: compute from the same first bar always.
/// </summary>
public static class WarmUp
{
    /// <summary>Bars beyond the period, for averages with Wilder's or exponential weights.</summary>
    public const int ExtraBars = 100;

    /// <summary>Bars for MACD, whose signal line smooths what was smoothed before.</summary>
    public const int MacdBars = 250;
}
