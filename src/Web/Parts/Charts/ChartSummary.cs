using System.Text;
using Strikeboard.Web.Parts.Settings;

namespace Strikeboard.Web.Parts.Charts;

/// <summary>The chart in a sentence or two, for everyone who does not see the drawing.</summary>
internal static class ChartSummary
{
    private const int MostSeries = 4;

    public static string Of(ChartModel model, ViewerClock clock)
    {
        if (model.Summary is { } said)
            return said;
        if (model.IsEmpty)
            return $"{model.Title}: {model.Nothing}";
        var text = new StringBuilder(model.Title).Append(Span(model, clock)).Append('.');
        foreach (var series in model.Series.Take(MostSeries))
            Add(text, model, series, clock);
        if (model.Series.Length > MostSeries)
            text.Append(" And ").Append(model.Series.Length - MostSeries).Append(" more series.");
        return text.ToString();
    }

    private static string Span(ChartModel model, ViewerClock clock)
    {
        var xs = model.Series.Where(s => !s.Points.IsEmpty).ToArray();
        var (from, to) = (xs.Min(s => s.Points[0].X), xs.Max(s => s.Points[^1].X));
        if (model.X.Scale != ChartScale.Time)
            return $", {ChartText.X(model.X, from, clock)} to {ChartText.X(model.X, to, clock)}";
        var (first, last) = (
            DateTimeOffset.FromUnixTimeMilliseconds((long)from),
            DateTimeOffset.FromUnixTimeMilliseconds((long)to)
        );
        var end = IsOneDay(model, clock) ? clock.Time(last) : clock.DateTime(last);
        return $", {clock.DateTime(first)} to {end} {clock.ZoneLabel(last)}";
    }

    private static void Add(StringBuilder text, ChartModel model, ChartSeries series, ViewerClock clock)
    {
        var known = series.Points.Where(p => p.Y is not null).ToArray();
        if (known.Length == 0)
        {
            text.Append(' ').Append(series.Name).Append(": no value.");
            return;
        }
        var axis = series.OnRight && model.Right is { } right ? right : model.Y;
        var (low, high) = (known.MinBy(p => p.Y), known.MaxBy(p => p.Y));
        text.Append(' ').Append(series.Name).Append(": last ").Append(ChartText.Y(axis, known[^1].Y));
        text.Append(", lowest ").Append(ChartText.Y(axis, low.Y)).Append(" at ");
        text.Append(When(model, low.X, clock));
        text.Append(", highest ").Append(ChartText.Y(axis, high.Y)).Append(" at ");
        text.Append(When(model, high.X, clock));
        Count(text, Gaps(series), "gap", "gaps");
        Count(text, known.Count(p => p.Estimated), "estimated point", "estimated points");
        text.Append('.');
    }

    /// <summary>The date stands at the beginning; it is repeated only where there are several.</summary>
    private static string When(ChartModel model, double x, ViewerClock clock) =>
        IsOneDay(model, clock)
            ? clock.Time(DateTimeOffset.FromUnixTimeMilliseconds((long)x))
            : ChartText.X(model.X, x, clock);

    private static bool IsOneDay(ChartModel model, ViewerClock clock)
    {
        if (model.X.Scale != ChartScale.Time)
            return false;
        var xs = model.Series.Where(s => !s.Points.IsEmpty).ToArray();
        return DayOf(xs.Min(s => s.Points[0].X)) == DayOf(xs.Max(s => s.Points[^1].X));

        string DayOf(double x) => clock.Date(DateTimeOffset.FromUnixTimeMilliseconds((long)x));
    }

    private static void Count(StringBuilder text, int count, string one, string many)
    {
        if (count > 0)
            text.Append(", ").Append(count).Append(' ').Append(count == 1 ? one : many);
    }

    private static int Gaps(ChartSeries series)
    {
        var gaps = 0;
        for (var i = 0; i < series.Points.Length; i++)
        {
            if (series.Points[i].Y is null && (i == 0 || series.Points[i - 1].Y is not null))
                gaps++;
        }
        return gaps;
    }
}
