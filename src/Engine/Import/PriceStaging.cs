using Npgsql;
using NpgsqlTypes;
using Strikeboard.Data.Prices;
using Strikeboard.Model;

namespace Strikeboard.Engine.Import;

/// <summary>By COPY into a table that ends with the transaction, and from there into the log in one statement.</summary>
internal sealed class PriceStaging(PriceLogStore store, TimeProvider time)
{
    /// <summary>Each day is a partition, and a statement holds a lock on each that it touches.</summary>
    private const int MostDays = 1000;
    private const string Source = "import";
    private const int MergeSeconds = 1800;

    private const string Stage = """
        CREATE TEMP TABLE import_in (
            line bigint NOT NULL, symbol varchar(12) NOT NULL, at timestamptz NOT NULL,
            second timestamptz NOT NULL, price numeric(20, 8) NOT NULL
        ) ON COMMIT DROP
        """;

    /// <summary>Of one second the last row of the file counts, as it would have when it was live.</summary>
    private const string Merge = """
        WITH last AS (
            SELECT DISTINCT ON (symbol, second) symbol, second, price FROM import_in ORDER BY symbol, second, at DESC, line DESC
        ), kept AS (
            INSERT INTO live_data.price_log (symbol, second, price, kind, source, received_at)
            SELECT symbol, second, price, 'O', $1, $2 FROM last
            ON CONFLICT (symbol, second) DO NOTHING RETURNING 1
        )
        SELECT (SELECT count(*) FROM last), (SELECT count(*) FROM kept)
        """;

    public async Task<ImportSummary> TakeAsync(
        NpgsqlConnection connection,
        IAsyncEnumerable<FoundPrice> prices,
        ImportWatch watch,
        CancellationToken cancellationToken
    )
    {
        await using (var stage = new NpgsqlCommand(Stage, connection))
            await stage.ExecuteNonQueryAsync(cancellationToken);
        var tally = await CopyAsync(connection, prices, cancellationToken);
        if (tally.Good == 0)
            return new ImportSummary(0, 0, 0, 0, null, null);
        watch.Say("making room for each day");
        foreach (var (symbol, days) in tally.Days)
            await store.EnsureDaysAsync(symbol, days, cancellationToken);
        watch.Say("merging");
        var (seconds, kept) = await MergeAsync(connection, cancellationToken);
        return new ImportSummary(tally.Good, tally.Good - seconds, seconds - kept, kept, tally.From, tally.To);
    }

    private static async Task<Tally> CopyAsync(
        NpgsqlConnection connection,
        IAsyncEnumerable<FoundPrice> prices,
        CancellationToken cancellationToken
    )
    {
        var tally = new Tally();
        await using var importer = await connection.BeginBinaryImportAsync(
            "COPY import_in (line, symbol, at, second, price) FROM STDIN (FORMAT BINARY)",
            cancellationToken
        );
        await foreach (var price in prices.WithCancellation(cancellationToken))
        {
            var second = price.Second;
            tally.Add(price, second);
            await importer.StartRowAsync(cancellationToken);
            await importer.WriteAsync(price.Line, NpgsqlDbType.Bigint, cancellationToken);
            await importer.WriteAsync(price.Symbol.Name, NpgsqlDbType.Varchar, cancellationToken);
            await importer.WriteAsync(price.At.UtcDateTime, NpgsqlDbType.TimestampTz, cancellationToken);
            await importer.WriteAsync(second.UtcDateTime, NpgsqlDbType.TimestampTz, cancellationToken);
            await importer.WriteAsync(price.Price, NpgsqlDbType.Numeric, cancellationToken);
        }
        await importer.CompleteAsync(cancellationToken);
        return tally;
    }

    private async Task<(long Seconds, long Kept)> MergeAsync(
        NpgsqlConnection connection,
        CancellationToken cancellationToken
    )
    {
        await using var merge = new NpgsqlCommand(Merge, connection) { CommandTimeout = MergeSeconds };
        merge.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Source });
        merge.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = time.GetUtcNow().UtcDateTime });
        await using var reader = await merge.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    private sealed class Tally
    {
        public long Good { get; private set; }
        public DateTimeOffset? From { get; private set; }
        public DateTimeOffset? To { get; private set; }
        public Dictionary<Symbol, HashSet<DateOnly>> Days { get; } = [];

        public void Add(FoundPrice price, DateTimeOffset second)
        {
            Good++;
            From = From < second ? From : second;
            To = To > second ? To : second;
            if (!Days.TryGetValue(price.Symbol, out var days))
                Days[price.Symbol] = days = [];
            if (days.Add(DateOnly.FromDateTime(second.UtcDateTime)) && Days.Sum(held => held.Value.Count) > MostDays)
                throw new OldFileException($"it has prices of more than {MostDays} days; split it");
        }
    }
}
