using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Strikeboard.Model;

namespace Strikeboard.Data.Prices;

/// <summary>
/// Writes rows of the price log. A second that is written again takes the later row, except that an estimate never replaces
/// an observation. Repeating a write changes nothing, so a batch in doubt is simply sent again. Nearly all rows are new: they
/// are copied straight in, and only a batch that meets a second which is there already takes the longer way.
/// </summary>
public sealed class PriceLogStore(NpgsqlDataSource source, TimeProvider time)
{
    /// <summary>Up to here arrays are faster than a table to merge from.</summary>
    private const int LargestArray = 1000;

    private const int DropTries = 5;
    private static readonly TimeSpan DropAgainAfter = TimeSpan.FromSeconds(1);

    private const string Columns = "symbol, second, price, kind, source, received_at";

    private const string OnConflict = """
        ON CONFLICT (symbol, second) DO UPDATE
        SET price = excluded.price, kind = excluded.kind, source = excluded.source, received_at = excluded.received_at
        WHERE price_log.kind <> 'O' OR excluded.kind = 'O'
        """;

    private const string Staging = "CREATE TEMP TABLE price_log_in (LIKE live_data.price_log) ON COMMIT DROP";

    private readonly Lock _gate = new();
    private readonly HashSet<(Symbol Symbol, DateOnly Day)> _ready = [];

    public async Task WriteAsync(IReadOnlyCollection<PriceRow> rows, CancellationToken ct)
    {
        var receivedAt = time.GetUtcNow();
        await WriteAsync([.. rows.Select(row => new ReceivedPrice(row, receivedAt))], ct);
    }

    /// <summary>Makes the days' partitions, each in a moment of its own: the next second's price waits for one of them at most.</summary>
    public async Task EnsureDaysAsync(Symbol symbol, IReadOnlyCollection<DateOnly> days, CancellationToken ct)
    {
        List<DateOnly> missing;
        lock (_gate)
            missing = [.. days.Where(day => !_ready.Contains((symbol, day)))];
        foreach (var day in missing)
        {
            await using var command = source.CreateCommand("SELECT live_data.ensure_price_partitions($1, $2, $2)");
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = symbol.Name });
            command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = day });
            await command.ExecuteNonQueryAsync(ct);
            lock (_gate)
                _ready.Add((symbol, day));
        }
    }

    /// <summary>Drops all days before the given one; for retention. Answers how many partitions went.</summary>
    public async Task<int> DropBeforeAsync(DateOnly day, CancellationToken ct)
    {
        Forget();
        for (var again = DropTries; ; again--)
        {
            try
            {
                return await DropOnceAsync(day, ct);
            }
            catch (PostgresException busy) when (busy.SqlState == PostgresErrorCodes.LockNotAvailable && again > 1)
            {
                await Task.Delay(DropAgainAfter, time, ct);
            }
        }
    }

    /// <summary>A drop waits for those who read the log, and the next second's price waits for the drop: so it does not wait for long.</summary>
    private async Task<int> DropOnceAsync(DateOnly day, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var limit = new NpgsqlCommand("SET LOCAL lock_timeout = '2s'", connection, transaction))
            await limit.ExecuteNonQueryAsync(ct);
        await using var drop = new NpgsqlCommand("SELECT live_data.drop_price_partitions($1)", connection, transaction);
        drop.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = day });
        var dropped = (int)(await drop.ExecuteScalarAsync(ct))!;
        await transaction.CommitAsync(ct);
        return dropped;
    }

    internal async Task WriteAsync(IReadOnlyList<ReceivedPrice> received, CancellationToken ct)
    {
        if (received.Count == 0)
            return;
        var batch = OnePerSecond(received);
        await EnsurePartitionsAsync(batch, ct);
        try
        {
            await WriteOnceAsync(batch, ct);
        }
        catch (PostgresException noPartition) when (noPartition.SqlState == PostgresErrorCodes.CheckViolation)
        {
            // Retention of another process may have dropped a day that we remember.
            Forget();
            await EnsurePartitionsAsync(batch, ct);
            await WriteOnceAsync(batch, ct);
        }
    }

    private async Task WriteOnceAsync(List<ReceivedPrice> batch, CancellationToken ct)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(ct);
            await CopyAsync(connection, "live_data.price_log", batch, ct);
        }
        catch (PostgresException known) when (known.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // All or nothing: of this batch no row has been kept.
            await (batch.Count <= LargestArray ? MergeArraysAsync(batch, ct) : MergeStagedAsync(batch, ct));
        }
    }

    private void Forget()
    {
        lock (_gate)
            _ready.Clear();
    }

    /// <summary>One statement may touch a row once only; the rule is the same as between statements.</summary>
    private static List<ReceivedPrice> OnePerSecond(IReadOnlyList<ReceivedPrice> received)
    {
        var kept = new Dictionary<(Symbol, DateTimeOffset), ReceivedPrice>(received.Count);
        foreach (var next in received)
        {
            var key = (next.Row.Symbol, next.Row.Second);
            if (
                !kept.TryGetValue(key, out var earlier)
                || earlier.Row.Kind != PriceRowKind.Observed
                || next.Row.Kind == PriceRowKind.Observed
            )
                kept[key] = next;
        }

        // One symbol after another: the server fills one partition at a time.
        var rows = kept.Values.ToList();
        rows.Sort(static (a, b) => Compare(a.Row, b.Row));
        return rows;
    }

    private static int Compare(PriceRow a, PriceRow b)
    {
        var bySymbol = a.Symbol.CompareTo(b.Symbol);
        return bySymbol != 0 ? bySymbol : a.Second.CompareTo(b.Second);
    }

    private async Task EnsurePartitionsAsync(List<ReceivedPrice> batch, CancellationToken ct)
    {
        foreach (var symbol in batch.GroupBy(item => item.Row.Symbol))
        {
            var days = symbol.Select(item => DayOf(item.Row.Second)).ToHashSet();
            await EnsureDaysAsync(symbol.Key, days, ct);
        }
    }

    private async Task MergeArraysAsync(List<ReceivedPrice> batch, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            $"INSERT INTO live_data.price_log ({Columns}) SELECT * FROM unnest($1, $2, $3, $4::char[], $5, $6) {OnConflict}"
        );
        command.Parameters.Add(Array(batch, item => item.Row.Symbol.Name));
        command.Parameters.Add(Array(batch, item => item.Row.Second.UtcDateTime));
        command.Parameters.Add(Array(batch, item => item.Row.Price));
        command.Parameters.Add(Array(batch, item => Letter(item.Row.Kind)));
        command.Parameters.Add(Array(batch, item => item.Row.Source));
        command.Parameters.Add(Array(batch, item => item.ReceivedAt.UtcDateTime));
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task MergeStagedAsync(List<ReceivedPrice> batch, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var stage = new NpgsqlCommand(Staging, connection, transaction))
            await stage.ExecuteNonQueryAsync(ct);
        await CopyAsync(connection, "price_log_in", batch, ct);
        await using (
            var merge = new NpgsqlCommand(
                $"INSERT INTO live_data.price_log ({Columns}) SELECT {Columns} FROM price_log_in {OnConflict}",
                connection,
                transaction
            )
        )
            await merge.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private static async Task CopyAsync(
        NpgsqlConnection connection,
        string table,
        List<ReceivedPrice> batch,
        CancellationToken ct
    )
    {
        await using var importer = await connection.BeginBinaryImportAsync(
            $"COPY {table} ({Columns}) FROM STDIN (FORMAT BINARY)",
            ct
        );
        foreach (var item in batch)
        {
            await importer.StartRowAsync(ct);
            await importer.WriteAsync(item.Row.Symbol.Name, NpgsqlDbType.Varchar, ct);
            await importer.WriteAsync(item.Row.Second.UtcDateTime, NpgsqlDbType.TimestampTz, ct);
            await importer.WriteAsync(item.Row.Price, NpgsqlDbType.Numeric, ct);
            await importer.WriteAsync(Letter(item.Row.Kind), NpgsqlDbType.Char, ct);
            await importer.WriteAsync(item.Row.Source, NpgsqlDbType.Varchar, ct);
            await importer.WriteAsync(item.ReceivedAt.UtcDateTime, NpgsqlDbType.TimestampTz, ct);
        }
        await importer.CompleteAsync(ct);
    }

    private static NpgsqlParameter<T[]> Array<T>(List<ReceivedPrice> batch, Func<ReceivedPrice, T> pick) =>
        new() { TypedValue = [.. batch.Select(pick)] };

    private static string Letter(PriceRowKind kind) =>
        kind == PriceRowKind.Observed ? "O" : ((char)kind).ToString(CultureInfo.InvariantCulture);

    private static DateOnly DayOf(DateTimeOffset second) => DateOnly.FromDateTime(second.UtcDateTime);
}

internal readonly record struct ReceivedPrice(PriceRow Row, DateTimeOffset ReceivedAt);
