using System.Globalization;

namespace Strikeboard.Web.Parts.Text;

/// <summary>Ages, durations and countdowns.</summary>
public static class TimeSpanText
{
    /// <summary>How old something is; never less than nothing, for two clocks may differ.</summary>
    public static string Age(TimeSpan age) =>
        age switch
        {
            _ when age < TimeSpan.Zero => "0.0 s",
            { TotalSeconds: < 9.95 } => age.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
            { TotalSeconds: < 60 } => Whole(age.TotalSeconds) + " s",
            { TotalMinutes: < 60 } => $"{Whole(age.TotalMinutes)} min",
            { TotalHours: < 48 } => $"{Whole(age.TotalHours)} h {age.Minutes:00} min",
            _ => $"{Whole(age.TotalDays)} days",
        };

    /// <summary>Minutes and seconds to go, with hours where there are any; zero once it has passed.</summary>
    public static string Countdown(TimeSpan left)
    {
        // A countdown shows 00:00 only when nothing is left.
        var seconds = left <= TimeSpan.Zero ? 0 : (long)Math.Ceiling(left.TotalSeconds);
        var (hours, rest) = Math.DivRem(seconds, 3600);
        var (minutes, last) = Math.DivRem(rest, 60);
        return hours > 0 ? $"{hours}:{minutes:00}:{last:00}" : $"{minutes:00}:{last:00}";
    }

    public static string Milliseconds(double? ms) =>
        ms switch
        {
            null => MoneyText.None,
            < 10 => ms.Value.ToString("0.0", CultureInfo.InvariantCulture),
            _ => ms.Value.ToString("#,0", CultureInfo.InvariantCulture),
        };

    private static string Whole(double value) => Math.Floor(value).ToString("0", CultureInfo.InvariantCulture);
}
