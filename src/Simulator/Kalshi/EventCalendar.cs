using System.Globalization;

namespace Strikeboard.Simulator.Kalshi;

internal enum EventPace
{
    Hourly,
    TenMinutes,
}

/// <param name="ListedAt">When it becomes visible: as the second event ahead of the one that opens then.</param>
internal sealed record EventWindow(EventPace Pace, DateTimeOffset ListedAt, DateTimeOffset Open, DateTimeOffset Close);

/// <summary>
/// Which events exist when. Hourly ones close at each full hour. Ten-minute ones close at :10 to :50; the full hour belongs to the
/// hourly event.
/// </summary>
/// <param name="offset">By how much all of it comes later than told here.</param>
internal sealed class EventCalendar(TimeSpan offset)
{
    private const int Ahead = 2;
    private static readonly TimeZoneInfo Eastern = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    /// <summary>The windows that are open at <paramref name="now"/> and the next two of each pace.</summary>
    public IEnumerable<EventWindow> Current(DateTimeOffset now) =>
        Enum.GetValues<EventPace>().SelectMany(pace => Current(pace, now - offset)).Select(Later);

    /// <summary>The window that ends at a close.</summary>
    public EventWindow At(DateTimeOffset close)
    {
        var plain = close - offset;
        return Later(Window(plain.Minute == 0 ? EventPace.Hourly : EventPace.TenMinutes, plain));
    }

    /// <summary>Close in US Eastern time: YYMMMDDHH, and for ten-minute events the minute behind it.</summary>
    public static string Suffix(EventWindow window)
    {
        var local = TimeZoneInfo.ConvertTime(window.Close, Eastern);
        var format = window.Pace is EventPace.Hourly ? "yyMMMddHH" : "yyMMMddHHmm";
        var suffix = local.ToString(format, CultureInfo.InvariantCulture).ToUpperInvariant();
        // In autumn an hour comes twice. How the venue names the second is not known; two events of one name would be worse than a guess.
        return Eastern.IsAmbiguousTime(local.DateTime) && !Eastern.IsDaylightSavingTime(local) ? suffix + "B" : suffix;
    }

    public static string EasternText(DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, Eastern).ToString("h:mm tt 'ET on' MMM d, yyyy", CultureInfo.InvariantCulture);

    private EventWindow Later(EventWindow window) =>
        window with
        {
            ListedAt = window.ListedAt + offset,
            Open = window.Open + offset,
            Close = window.Close + offset,
        };

    private static IEnumerable<EventWindow> Current(EventPace pace, DateTimeOffset now) =>
        Closes(pace, now).Select(close => Window(pace, close)).TakeWhile(w => w.ListedAt <= now);

    private static EventWindow Window(EventPace pace, DateTimeOffset close)
    {
        var listing = close;
        for (var i = 0; i < Ahead; i++)
        {
            listing = Previous(pace, listing);
        }
        return new EventWindow(pace, listing - Length(pace), close - Length(pace), close);
    }

    /// <summary>Every close strictly after an instant, in order, without end.</summary>
    private static IEnumerable<DateTimeOffset> Closes(EventPace pace, DateTimeOffset after)
    {
        var length = Length(pace);
        var close = new DateTimeOffset((after.UtcTicks / length.Ticks * length.Ticks) + length.Ticks, TimeSpan.Zero);
        for (; ; close += length)
        {
            if (Exists(pace, close))
            {
                yield return close;
            }
        }
    }

    private static DateTimeOffset Previous(EventPace pace, DateTimeOffset close)
    {
        do
        {
            close -= Length(pace);
        } while (!Exists(pace, close));
        return close;
    }

    private static bool Exists(EventPace pace, DateTimeOffset close) => pace is EventPace.Hourly || close.Minute != 0;

    private static TimeSpan Length(EventPace pace) =>
        pace is EventPace.Hourly ? TimeSpan.FromHours(1) : TimeSpan.FromMinutes(10);
}
