using Strikeboard.Quant.Time;

namespace Strikeboard.Quant.Indicators;

/// <summary>Whose day it is: where figures of a day start anew.</summary>
public enum TradingDay
{
    /// <summary>From midnight UTC; crypto never closes.</summary>
    Crypto,

    /// <summary>Regular hours, 09:30 to 16:00 in New York.</summary>
    UsEquities,
}

public static class TradingDays
{
    private static readonly TimeOnly Opening = new(9, 30);
    private static readonly TimeOnly Closing = new(16, 0);

    /// <summary>The trading day a bar that starts at this instant belongs to; null outside regular hours.</summary>
    public static DateOnly? DayOf(this TradingDay kind, DateTimeOffset start)
    {
        if (kind == TradingDay.Crypto)
        {
            return DateOnly.FromDateTime(start.UtcDateTime);
        }

        var local = TimeZoneInfo.ConvertTime(start, NewYork.Zone).DateTime;
        var isTrading =
            local.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
            && TimeOnly.FromDateTime(local).IsBetween(Opening, Closing);
        return isTrading ? DateOnly.FromDateTime(local) : null;
    }
}
