using System.Globalization;

namespace Strikeboard.Web.Parts.Settings;

/// <summary>Turns moments into text in the viewer's zone, which is always named.</summary>
public sealed class ViewerClock
{
    private TimeZoneInfo _browser = TimeZoneInfo.Utc;

    /// <summary>Raised when the zone changes, so that the whole page is drawn anew.</summary>
    public event Action? Changed;

    public bool IsLocal { get; private set; }

    public string BrowserZone => _browser.Id;

    public TimeZoneInfo Zone => IsLocal ? _browser : TimeZoneInfo.Utc;

    public void Take(ViewSettings settings)
    {
        _browser = TimeZoneInfo.TryFindSystemTimeZoneById(settings.BrowserZone, out var zone) ? zone : TimeZoneInfo.Utc;
        IsLocal = settings.LocalTime;
    }

    public void UseLocal(bool local)
    {
        if (IsLocal == local)
            return;
        IsLocal = local;
        Changed?.Invoke();
    }

    public string ZoneLabel(DateTimeOffset at)
    {
        if (!IsLocal)
            return "UTC";
        var offset = _browser.GetUtcOffset(at);
        var sign = offset < TimeSpan.Zero ? '\u2212' : '+';
        return offset.Minutes == 0 ? $"UTC{sign}{Math.Abs(offset.Hours)}" : $"UTC{sign}{offset:h\\:mm}";
    }

    public string Time(DateTimeOffset at) => Show(at, "HH:mm:ss");

    public string Minute(DateTimeOffset at) => Show(at, "HH:mm");

    public string Date(DateTimeOffset at) => Show(at, "ddd d MMM");

    public string DateTime(DateTimeOffset at) => Show(at, "yyyy-MM-dd HH:mm:ss");

    public static string Iso(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private string Show(DateTimeOffset at, string format) =>
        TimeZoneInfo.ConvertTime(at, Zone).ToString(format, CultureInfo.InvariantCulture);
}
