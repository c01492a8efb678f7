using System.Globalization;

namespace Strikeboard.Web.Parts.Settings;

/// <summary>Turns moments into text in the viewer's zone, which is always named.</summary>
public sealed class ViewerClock
{
    /// <summary>Where the venue keeps its hours.</summary>
    private static readonly TimeZoneInfo Venue = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    private TimeZoneInfo _browser = TimeZoneInfo.Utc;

    /// <summary>Raised when zone or hours change, so that the whole page is drawn anew.</summary>
    public event Action? Changed;

    public ViewZone Choice { get; private set; }

    /// <summary>1:30 PM instead of 13:30.</summary>
    public bool TwelveHours { get; private set; }

    public string BrowserZone => _browser.Id;

    public TimeZoneInfo Zone =>
        Choice switch
        {
            ViewZone.Venue => Venue,
            ViewZone.Browser => _browser,
            _ => TimeZoneInfo.Utc,
        };

    public void Take(ViewSettings settings)
    {
        _browser = TimeZoneInfo.TryFindSystemTimeZoneById(settings.BrowserZone, out var zone) ? zone : TimeZoneInfo.Utc;
        (Choice, TwelveHours) = (settings.Zone, settings.TwelveHours);
    }

    public void Use(ViewZone zone)
    {
        if (Choice == zone)
            return;
        Choice = zone;
        Changed?.Invoke();
    }

    public void UseTwelveHours(bool twelve)
    {
        if (TwelveHours == twelve)
            return;
        TwelveHours = twelve;
        Changed?.Invoke();
    }

    /// <summary>The zone's distance from UTC at that moment: it tells summer from winter.</summary>
    public string ZoneLabel(DateTimeOffset at)
    {
        if (Choice == ViewZone.Utc)
            return "UTC";
        var offset = Zone.GetUtcOffset(at);
        var sign = offset < TimeSpan.Zero ? '\u2212' : '+';
        var distance = offset.Minutes == 0 ? $"UTC{sign}{Math.Abs(offset.Hours)}" : $"UTC{sign}{offset:h\\:mm}";
        return Choice == ViewZone.Venue ? $"New York, {distance}" : distance;
    }

    public string Time(DateTimeOffset at) => Show(at, TwelveHours ? "h:mm:ss tt" : "HH:mm:ss");

    /// <summary>To the millisecond, for what happens faster than people look.</summary>
    public string Exact(DateTimeOffset at) => Show(at, TwelveHours ? "h:mm:ss.fff tt" : "HH:mm:ss.fff");

    public string Minute(DateTimeOffset at) => Show(at, TwelveHours ? "h:mm tt" : "HH:mm");

    public string Date(DateTimeOffset at) => Show(at, "ddd d MMM");

    public string DateTime(DateTimeOffset at) =>
        Show(at, TwelveHours ? "yyyy-MM-dd h:mm:ss tt" : "yyyy-MM-dd HH:mm:ss");

    /// <summary>For a field that takes a date and a time.</summary>
    public string Local(DateTimeOffset at) => Show(at, "yyyy-MM-ddTHH:mm:ss");

    /// <summary>What somebody typed, who means their own zone. An hour that a change of clocks left out is moved on by one.</summary>
    public DateTimeOffset? Meant(string local)
    {
        if (!System.DateTime.TryParse(local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var typed))
            return null;
        var wall = System.DateTime.SpecifyKind(typed, DateTimeKind.Unspecified);
        if (Zone.IsInvalidTime(wall))
            wall = wall.AddHours(1);
        return new DateTimeOffset(wall, Zone.GetUtcOffset(wall)).ToUniversalTime();
    }

    /// <summary>For exports: ISO 8601 in the viewer's zone, with its distance from UTC.</summary>
    public string Iso8601(DateTimeOffset at) =>
        Choice == ViewZone.Utc ? Iso(at) : Show(at, "yyyy-MM-ddTHH:mm:ss.fffzzz");

    public static string Iso(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private string Show(DateTimeOffset at, string format) =>
        TimeZoneInfo.ConvertTime(at, Zone).ToString(format, CultureInfo.InvariantCulture);
}
