using System.Globalization;
using Strikeboard.Web.Api;

namespace Strikeboard.Web.Parts.Charts;

/// <summary>The points of a chart as CSV, a line for each, so that intervals and estimates keep their place.</summary>
internal static class ChartFile
{
    public static string Of(ChartModel model) =>
        Csv.Write(
            model.Series.SelectMany(series => series.Points.Select(point => (series.Name, Point: point))),
            [
                new CsvColumn<(string Name, ChartPoint Point)>(HeadingOf(model.X), row => X(model.X, row.Point.X)),
                new("series", row => row.Name),
                new("value", row => row.Point.Y),
                new("low", row => row.Point.Low),
                new("high", row => row.Point.High),
                new("estimated", row => row.Point is { Estimated: true, Y: not null }),
                new("note", row => row.Point.Y is null ? "gap" : row.Point.Note),
            ]
        );

    public static string NameOf(ChartModel model, DateTimeOffset now)
    {
        var words = model.Title.Where(c => char.IsAsciiLetterOrDigit(c) || c == ' ').ToArray();
        var title = new string(words).Replace(' ', '-').ToLowerInvariant();
        return string.Create(CultureInfo.InvariantCulture, $"{title}-{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}.csv");
    }

    private static string HeadingOf(ChartAxis axis) => axis.Scale == ChartScale.Time ? "time_utc" : axis.Name;

    private static object X(ChartAxis axis, double x) =>
        axis.Scale switch
        {
            ChartScale.Time => DateTimeOffset.FromUnixTimeMilliseconds((long)x),
            ChartScale.Category when x >= 0 && x < axis.Categories.Length => axis.Categories[(int)x],
            _ => x,
        };
}
