using Npgsql;
using Strikeboard.Model;

namespace Strikeboard.Data.Prices;

/// <summary>Reads the price log, oldest row first.</summary>
public sealed class PriceLogReader(NpgsqlDataSource source)
{
    /// <summary>A week of seconds: a caller that wants more asks for parts.</summary>
    public const int MostRows = 7 * 24 * 3600;

    private const string Columns = "second, price, kind, source";

    /// <summary>The rows with <c>from ≤ second ≤ to</c>, at most <see cref="MostRows"/>.</summary>
    public async Task<IReadOnlyList<PriceRow>> RangeAsync(
        Symbol symbol,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken ct
    )
    {
        await using var command = source.CreateCommand(
            $"SELECT {Columns} FROM live_data.price_log WHERE symbol = $1 AND second >= $2 AND second <= $3 ORDER BY second LIMIT $4"
        );
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = symbol.Name });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = from.UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = to.UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = MostRows });
        return await ReadAsync(command, symbol, ct);
    }

    /// <summary>
    /// Candles made of what was observed or interpolated here, each with the number of its seconds. The row of second s covers
    /// (s − 1, s], so a candle's last row carries the second at which the next one begins.
    /// </summary>
    public async Task<IReadOnlyList<LoggedCandle>> CandlesAsync(
        Symbol symbol,
        TimeSpan length,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken ct
    )
    {
        await using var command = source.CreateCommand(
            """
            SELECT date_bin($4, second - interval '1 second', timestamptz 'epoch') AS start,
                   (array_agg(price ORDER BY second))[1], max(price), min(price),
                   (array_agg(price ORDER BY second DESC))[1], count(*)::int
            FROM live_data.price_log
            WHERE symbol = $1 AND second > $2 AND second <= $3 AND kind IN ('O', 'I')
            GROUP BY start ORDER BY start LIMIT $5
            """
        );
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = symbol.Name });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = from.UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = to.UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = length });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = MostRows });
        var candles = new List<LoggedCandle>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var start = new DateTimeOffset(reader.GetDateTime(0), TimeSpan.Zero);
            var candle = new Candle(
                start,
                length,
                reader.GetDecimal(1),
                reader.GetDecimal(2),
                reader.GetDecimal(3),
                reader.GetDecimal(4),
                0m
            );
            candles.Add(new LoggedCandle(candle, reader.GetInt32(5)));
        }
        return candles;
    }

    /// <summary>The last <paramref name="count"/> rows.</summary>
    public async Task<IReadOnlyList<PriceRow>> LastAsync(Symbol symbol, int count, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            $"SELECT {Columns} FROM live_data.price_log WHERE symbol = $1 ORDER BY second DESC LIMIT $2"
        );
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = symbol.Name });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Math.Clamp(count, 0, MostRows) });
        var rows = await ReadAsync(command, symbol, ct);
        rows.Reverse();
        return rows;
    }

    private static async Task<List<PriceRow>> ReadAsync(NpgsqlCommand command, Symbol symbol, CancellationToken ct)
    {
        var rows = new List<PriceRow>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            rows.Add(
                new PriceRow(
                    symbol,
                    new DateTimeOffset(reader.GetDateTime(0), TimeSpan.Zero),
                    reader.GetDecimal(1),
                    (PriceRowKind)reader.GetString(2)[0],
                    reader.GetString(3)
                )
            );
        return rows;
    }
}

/// <summary>A candle of our own log; it knows no volume.</summary>
/// <param name="Seconds">How many of its seconds are in the log.</param>
public sealed record LoggedCandle(Candle Candle, int Seconds);
