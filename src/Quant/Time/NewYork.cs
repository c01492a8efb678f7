namespace Strikeboard.Quant.Time;

/// <summary>Exchange-local time of Kalshi and the US equity venues.</summary>
public static class NewYork
{
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    /// <summary>
    /// The UTC instant of a New York wall-clock time. A time that occurs twice in autumn is the first one later than
    /// <paramref name="now"/> (the first one when no now is given, the last one when both are past); a time that spring
    /// leaves out does not exist and is null.
    /// </summary>
    public static DateTimeOffset? ToUtc(DateTime local, DateTimeOffset? now = null)
    {
        var wall = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (Zone.IsInvalidTime(wall))
        {
            return null;
        }

        if (!Zone.IsAmbiguousTime(wall))
        {
            return new DateTimeOffset(wall, Zone.GetUtcOffset(wall)).ToUniversalTime();
        }

        // The larger offset (daylight time) is the earlier instant.
        var offsets = Zone.GetAmbiguousTimeOffsets(wall);
        var first = new DateTimeOffset(wall, offsets.Max()).ToUniversalTime();
        var second = new DateTimeOffset(wall, offsets.Min()).ToUniversalTime();
        return now is null || first > now ? first : second;
    }

    /// <summary>The calendar day in New York: the trading day of US equities and Kalshi.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);
}
