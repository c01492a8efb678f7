using System.Collections.Immutable;
using Strikeboard.Engine.Prices;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Charts;

namespace Strikeboard.Web.Screens.Prices;

/// <summary>Turns what is known of a price into a chart.</summary>
internal static class PriceChart
{
    public static ChartModel Of(
        Symbol symbol,
        PriceTape tape,
        PriceRange range,
        DateTimeOffset to,
        bool average,
        StrikeTable? strikes
    )
    {
        var from = to - range.Length;
        var points = tape.Points(from).Select(Point).ToImmutableArray();
        var series = ImmutableArray.Create(new ChartSeries("Price", points));
        if (average)
            series = series.Add(
                new ChartSeries(
                    AverageTitle(tape.Read),
                    [.. WithGaps(tape.Averages(from), points).Select(a => ChartPoint.At(a.At, a.Price))]
                )
                {
                    Thin = true,
                }
            );
        var levels = strikes is null ? [] : Levels(strikes, points);
        var reach = levels.Select(level => level.Y).Concat(points.Select(p => p.Y).OfType<double>()).ToArray();
        var framed = !levels.IsEmpty && reach.Length > 0;
        return new ChartModel
        {
            Title = $"{symbol} price",
            X = ChartAxis.Time(from, to),
            Y = new ChartAxis("Price")
            {
                Before = "$",
                Decimals = DecimalsOf(points),
                Min = framed ? reach.Min() - Room(levels) : null,
                Max = framed ? reach.Max() + Room(levels) : null,
            },
            Series = series,
            Thresholds = levels,
            Nothing = tape.Read is null
                ? "Reading the price log…"
                : $"No price of {symbol} has been logged in this time. The line begins with the next one.",
        };
    }

    public static string AverageTitle(PastPrices? read) =>
        read is { AverageOver: { TotalMinutes: > 1 } over }
            ? $"{over.TotalMinutes:0}-minute average"
            : "1-minute average";

    private static ChartPoint Point(PastPrice point) =>
        ChartPoint.At(point.At, point.Price) with
        {
            Estimated = point.IsEstimated,
            Note = point.Price is null || point.Source is null or "coinbase" ? null : point.Source,
        };

    /// <summary>An average has no gaps of its own: where the price had one, it stops too.</summary>
    private static IEnumerable<(DateTimeOffset At, decimal? Price)> WithGaps(
        IEnumerable<PastAverage> averages,
        ImmutableArray<ChartPoint> points
    )
    {
        var gaps = new Queue<double>(points.Where(p => p.Y is null).Select(p => p.X));
        foreach (var average in averages)
        {
            while (gaps.TryPeek(out var gap) && gap < ChartPoint.XOf(average.At))
                yield return (DateTimeOffset.FromUnixTimeMilliseconds((long)gaps.Dequeue()), null);
            yield return (average.At, average.Price);
        }
    }

    /// <summary>The strikes that the line crosses, and the next one on either side.</summary>
    private static ImmutableArray<ChartThreshold> Levels(StrikeTable table, ImmutableArray<ChartPoint> points)
    {
        var known = points.Select(p => p.Y).OfType<double>().DefaultIfEmpty((double)table.Spot).ToArray();
        var (low, high) = (known.Min(), known.Max());
        var strikes = table.Rows.Select(row => row.Strike).Distinct().Order().ToArray();
        var first = Array.FindLastIndex(strikes, strike => (double)strike < low);
        var last = Array.FindIndex(strikes, strike => (double)strike > high);
        return
        [
            .. strikes[Math.Max(0, first)..(last < 0 ? strikes.Length : last + 1)]
                .Select(strike => new ChartThreshold((double)strike, "Strike")),
        ];
    }

    /// <summary>A fifth of the distance between two strikes, so that the outer ones do not lie on the frame.</summary>
    private static double Room(ImmutableArray<ChartThreshold> levels) =>
        levels.Length > 1 ? (levels[1].Y - levels[0].Y) / 5 : levels[0].Y * 0.001;

    private static int DecimalsOf(ImmutableArray<ChartPoint> points) =>
        points.Select(p => p.Y).OfType<double>().LastOrDefault() is > 0 and < 10 ? 4 : 2;
}
