using System.Globalization;
using Strikeboard.Web.Parts.Settings;
using Strikeboard.Web.Parts.Text;

namespace Strikeboard.Web.Parts.Charts;

/// <summary>Values of an axis as people read them.</summary>
internal static class ChartText
{
    public static string X(ChartAxis axis, double x, ViewerClock clock) =>
        axis.Scale switch
        {
            ChartScale.Time => clock.DateTime(DateTimeOffset.FromUnixTimeMilliseconds((long)x)),
            ChartScale.Category => x >= 0 && x < axis.Categories.Length ? axis.Categories[(int)x] : Number(axis, x),
            _ => Number(axis, x),
        };

    public static string Heading(ChartAxis axis, ViewerClock clock, DateTimeOffset now) =>
        axis.Scale == ChartScale.Time ? $"{axis.Name} ({clock.ZoneLabel(now)})" : axis.Name;

    public static string Y(ChartAxis axis, double? y) => y is { } value ? Number(axis, value) : MoneyText.None;

    /// <summary>"61.2 % (55.0 % to 67.1 %)".</summary>
    public static string Y(ChartAxis axis, ChartPoint point) =>
        point is { Low: { } low, High: { } high }
            ? $"{Y(axis, point.Y)} ({Number(axis, low)} to {Number(axis, high)})"
            : Y(axis, point.Y);

    private static string Number(ChartAxis axis, double value)
    {
        var text = value.ToString(
            "N" + axis.Decimals.ToString(CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture
        );
        return text.StartsWith('-') ? $"\u2212{axis.Before}{text[1..]}{axis.After}" : axis.Before + text + axis.After;
    }
}
