namespace Strikeboard.Quant.Time;

public enum CloseTimeSource
{
    /// <summary>The market's own close_time.</summary>
    Market,

    /// <summary>Read from the event ticker.</summary>
    EventTicker,

    /// <summary>Neither was there: the next full hour strictly after now.</summary>
    Inferred,
}

/// <summary>When a market closes, and how sure we are of it.</summary>
public readonly record struct CloseTime(DateTimeOffset Instant, CloseTimeSource Source)
{
    public static CloseTime Resolve(DateTimeOffset? marketClose, string? eventTicker, DateTimeOffset now)
    {
        if (marketClose is { } close)
        {
            return new CloseTime(close.ToUniversalTime(), CloseTimeSource.Market);
        }

        if (EventTicker.CloseOf(eventTicker, now) is { } read)
        {
            return new CloseTime(read, CloseTimeSource.EventTicker);
        }

        var utc = now.UtcTicks;
        var nextHour = utc - (utc % TimeSpan.TicksPerHour) + TimeSpan.TicksPerHour;
        return new CloseTime(new DateTimeOffset(nextHour, TimeSpan.Zero), CloseTimeSource.Inferred);
    }
}
