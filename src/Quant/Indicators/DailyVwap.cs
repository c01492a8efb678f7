namespace Strikeboard.Quant.Indicators;

/// <summary>
/// A VWAP that starts anew with each trading day; bars outside of one leave it as it is and read null. Mutable: keep it in a
/// variable, do not copy it.
/// </summary>
public record struct DailyVwap(TradingDay Kind)
{
    private Vwap _today;

    /// <summary>The day the figure is of; null before the first bar of one.</summary>
    public DateOnly? Day { get; private set; }

    public double? Add(DateTimeOffset start, in Bar bar)
    {
        Bar.Check(bar);
        if (Kind.DayOf(start) is not { } day)
        {
            return null;
        }

        if (day != Day)
        {
            (Day, _today) = (day, default);
        }

        return _today.Add(bar);
    }
}
