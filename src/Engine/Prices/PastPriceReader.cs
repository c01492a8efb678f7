using System.Collections.Immutable;
using Strikeboard.Data.Prices;
using Strikeboard.Model;

namespace Strikeboard.Engine.Prices;

internal sealed class PastPriceReader(PriceBucketReader log, PriceMemories memories) : IPastPrices
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public async Task<PastPrices> ReadAsync(Symbol symbol, PastRange range, CancellationToken cancellationToken)
    {
        // The first average needs the minute before the first point.
        var from = range.Resolution < Minute ? range.From - Minute : range.From;
        var read = await log.ReadAsync(symbol, from, range.To, range.Resolution, range.GapOver, cancellationToken);
        var rows = Joined(symbol, read, range);
        return new PastPrices(
            symbol,
            range,
            WithGaps(rows, read, range),
            Averages(read.Averages, range),
            range.Resolution > Minute ? range.Resolution : Minute
        );
    }

    /// <summary>
    /// The log, and what only the memory has: the last second or two, which the log is still to be told, and the lines between
    /// candles that a warm start put where the log has nothing.
    /// </summary>
    private List<(PriceRow Row, bool Remembered)> Joined(Symbol symbol, PriceBuckets read, PastRange range)
    {
        var last = read.Rows.Count > 0 ? read.Rows[^1].Second : DateTimeOffset.MinValue;
        var logged = read.Rows.Where(row => row.Second >= range.From).Select(row => (row, false));
        var remembered = memories
            .Of(symbol)
            .Since(range.From)
            .Where(row => row.Second <= range.To)
            .Where(row =>
                row.Second > last || row.Kind == PriceRowKind.WarmStart && OnGrid(row.Second, range.Resolution)
            )
            .Select(row => (row, true));
        return [.. logged.Concat(remembered).OrderBy(pair => pair.row.Second).DistinctBy(pair => pair.row.Second)];
    }

    private static bool OnGrid(DateTimeOffset second, TimeSpan resolution) => second.UtcTicks % resolution.Ticks == 0;

    private static ImmutableArray<PastPrice> WithGaps(
        List<(PriceRow Row, bool Remembered)> rows,
        PriceBuckets read,
        PastRange range
    )
    {
        var gaps = read.Gaps.Select(gap => gap.Before).ToHashSet();
        var wide = range.GapOver > range.Resolution ? range.GapOver : range.Resolution;
        var points = ImmutableArray.CreateBuilder<PastPrice>(rows.Count + gaps.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            var (row, remembered) = rows[i];
            points.Add(new PastPrice(row.Second, row.Price, row.Kind, row.Source));
            if (i + 1 == rows.Count)
                break;
            var next = rows[i + 1];
            // Between rows of the log the log itself knows; beside a remembered one the distance tells.
            var broken =
                remembered || next.Remembered ? next.Row.Second - row.Second > wide : gaps.Contains(row.Second);
            if (broken)
                points.Add(new PastPrice(row.Second.AddSeconds(1), null, null, null));
        }
        return points.ToImmutable();
    }

    /// <summary>Over buckets shorter than a minute the mean of the last minute, over longer ones the mean of each.</summary>
    private static ImmutableArray<PastAverage> Averages(IReadOnlyList<BucketAverage> buckets, PastRange range)
    {
        var averages = ImmutableArray.CreateBuilder<PastAverage>(buckets.Count);
        var (sum, count, oldest) = (0m, 0, 0);
        foreach (var bucket in buckets)
        {
            sum += bucket.Sum;
            count += bucket.Count;
            for (; buckets[oldest].End <= bucket.End - Minute && buckets[oldest].End < bucket.End; oldest++)
            {
                sum -= buckets[oldest].Sum;
                count -= buckets[oldest].Count;
            }
            // The running bucket is not over: it counts, at the end of what was asked.
            var at = bucket.End > range.To ? range.To : bucket.End;
            if (at >= range.From)
                averages.Add(new PastAverage(at, Math.Round(sum / count, 8)));
        }
        return averages.ToImmutable();
    }
}
