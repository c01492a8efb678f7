namespace Strikeboard.Model;

/// <summary>The day a trade belongs to, by the exchange's calendar and not by the machine's.</summary>
public static class TradingDays
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    public static DateOnly Of(DateTimeOffset at) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, NewYork).DateTime);

    public static DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, NewYork.GetUtcOffset(midnight));
    }
}
