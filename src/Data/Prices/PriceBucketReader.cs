using Npgsql;
using Strikeboard.Model;

namespace Strikeboard.Data.Prices;

/// <summary>
/// Thins the price log where it lies: a week has 600,000 rows, a drawing has room for a thousand. Kept are real rows with their
/// real seconds, never means, so no peak is lost.
/// </summary>
public sealed class PriceBucketReader(NpgsqlDataSource source)
{
    private const string Range = "symbol = $1 AND second >= $2 AND second <= $3";

    // An array compares by its first element: the least one of a bucket names the second of its lowest price. The rows
    // themselves are fetched afterwards by their key, a few for each bucket.
    private const string Buckets = $"""
        WITH buckets AS (
            SELECT min(s) AS first, max(s) AS last, (min(ARRAY[price, s]))[2] AS low, (max(ARRAY[price, s]))[2] AS high,
                   (max(s) - mod(max(s), $4) + $4 - 1)::bigint AS until,
                   coalesce(sum(price) FILTER (WHERE kind = 'O'), 0) AS total, count(*) FILTER (WHERE kind = 'O') AS observed
            FROM (SELECT extract(epoch FROM second) AS s, price, kind FROM live_data.price_log WHERE {Range}) AS logged
            GROUP BY div(s, $4))
        SELECT log.second, log.price, log.kind, log.source, until, total, observed
        FROM buckets
        CROSS JOIN LATERAL (SELECT DISTINCT unnest(ARRAY[first, last, low, high]) AS s) AS kept
        JOIN live_data.price_log AS log ON log.symbol = $1 AND log.second = to_timestamp(kept.s)
        """;

    private const string Gaps = $"""
        SELECT before, price_before, kind_before, source_before, second, price, kind, source
        FROM (SELECT second, price, kind, source, lag(second) OVER w AS before, lag(price) OVER w AS price_before,
                     lag(kind) OVER w AS kind_before, lag(source) OVER w AS source_before
              FROM live_data.price_log WHERE {Range} WINDOW w AS (ORDER BY second)) AS logged
        WHERE second - before > $4 ORDER BY second LIMIT $5
        """;

    /// <summary>More gaps than this are no gaps but a thin log.</summary>
    private const int MostGaps = 1000;

    /// <param name="bucket">Length of a bucket in whole seconds.</param>
    /// <param name="gap">Two rows further apart than this have a gap between them.</param>
    public async Task<PriceBuckets> ReadAsync(
        Symbol symbol,
        DateTimeOffset from,
        DateTimeOffset to,
        TimeSpan bucket,
        TimeSpan gap,
        CancellationToken ct
    )
    {
        await using var batch = source.CreateBatch();
        var buckets = Command(Buckets, symbol, from, to);
        buckets.Parameters.Add(new NpgsqlParameter<decimal> { TypedValue = (decimal)bucket.TotalSeconds });
        var gaps = Command(Gaps, symbol, from, to);
        gaps.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = gap });
        gaps.Parameters.Add(new NpgsqlParameter<int> { TypedValue = MostGaps });
        batch.BatchCommands.Add(buckets);
        batch.BatchCommands.Add(gaps);
        await using var reader = await batch.ExecuteReaderAsync(ct);
        var rows = new SortedDictionary<DateTimeOffset, PriceRow>();
        var averages = new SortedDictionary<long, BucketAverage>();
        while (await reader.ReadAsync(ct))
            Take(reader, Row(reader, symbol, 0), rows, averages);
        await reader.NextResultAsync(ct);
        var found = new List<PriceGap>();
        while (await reader.ReadAsync(ct))
        {
            var (before, after) = (Row(reader, symbol, 0), Row(reader, symbol, 4));
            rows[before.Second] = before;
            rows[after.Second] = after;
            found.Add(new PriceGap(before.Second, after.Second));
        }
        return new PriceBuckets([.. rows.Values], found, [.. averages.Values]);
    }

    private static NpgsqlBatchCommand Command(string sql, Symbol symbol, DateTimeOffset from, DateTimeOffset to)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = symbol.Name });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = from.UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = to.UtcDateTime });
        return command;
    }

    private static void Take(
        NpgsqlDataReader reader,
        PriceRow row,
        SortedDictionary<DateTimeOffset, PriceRow> rows,
        SortedDictionary<long, BucketAverage> averages
    )
    {
        rows[row.Second] = row;
        var (until, observed) = (reader.GetInt64(4), (int)reader.GetInt64(6));
        if (observed > 0)
            averages[until] = new BucketAverage(
                DateTimeOffset.FromUnixTimeSeconds(until),
                reader.GetDecimal(5),
                observed
            );
    }

    private static PriceRow Row(NpgsqlDataReader reader, Symbol symbol, int column) =>
        new(
            symbol,
            new DateTimeOffset(reader.GetDateTime(column), TimeSpan.Zero),
            reader.GetDecimal(column + 1),
            (PriceRowKind)reader.GetString(column + 2)[0],
            reader.GetString(column + 3)
        );
}
