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
