using Npgsql;

namespace Strikeboard.Data.Trading;

/// <summary>
/// Keeps what was weighed. A batch in doubt is simply sent again: what is there already stays as it is.
/// </summary>
public sealed class DecisionStore(NpgsqlDataSource source)
{
    public async Task WriteAsync(
        IReadOnlyList<DecisionRow> blocks,
        IReadOnlyList<DecisionStretchRow> stretches,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection, transaction);
        if (blocks.Count > 0)
            batch.BatchCommands.Add(Blocks(blocks));
        if (stretches.Count > 0)
            batch.BatchCommands.Add(Stretches(stretches));
        if (batch.BatchCommands.Count == 0)
            return;
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The packed run in which a cycle may be; null where nothing that old is kept.</summary>
    public async Task<byte[]?> FindAsync(long cycle, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            "SELECT content FROM trading.decisions WHERE cycle_id <= $1 ORDER BY cycle_id DESC LIMIT 1"
        );
        command.Parameters.AddWithValue(cycle);
        return (byte[]?)await command.ExecuteScalarAsync(cancellationToken);
    }

    private static NpgsqlBatchCommand Blocks(IReadOnlyList<DecisionRow> rows)
    {
        var command = new NpgsqlBatchCommand(
            """
            INSERT INTO trading.decisions (cycle_id, at, weighed, entered, content)
            SELECT * FROM unnest($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING
            """
        );
        Add(command, rows, row => row.CycleId);
        Add(command, rows, row => row.At.UtcDateTime);
        Add(command, rows, row => row.Weighed);
        Add(command, rows, row => row.Entered);
        Add(command, rows, row => row.Content);
        return command;
    }

    private static NpgsqlBatchCommand Stretches(IReadOnlyList<DecisionStretchRow> rows)
    {
        var command = new NpgsqlBatchCommand(
            """
            INSERT INTO trading.decision_stretches (id, first_at, last_at, cycles, symbol, event, instrument, side, outcome,
                said_no, nearest_cycle, lacks, distance, price, chance, edge)
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
            ON CONFLICT DO NOTHING
            """
        );
        Add(command, rows, row => row.Id);
        Add(command, rows, row => row.FirstAt.UtcDateTime);
        Add(command, rows, row => row.LastAt.UtcDateTime);
        Add(command, rows, row => row.Cycles);
        Add(command, rows, row => row.Symbol);
        Add(command, rows, row => row.Event);
        Add(command, rows, row => row.Instrument);
        Add(command, rows, row => row.Side.ToString());
        Add(command, rows, row => row.Outcome);
        Add(command, rows, row => row.SaidNo);
        Add(command, rows, row => row.NearestCycle);
        Add(command, rows, row => row.Lacks);
        Add(command, rows, row => row.Distance);
        Add(command, rows, row => row.Price);
        Add(command, rows, row => row.Chance);
        Add(command, rows, row => row.Edge);
        return command;
    }

    private static void Add<TRow, T>(NpgsqlBatchCommand command, IReadOnlyList<TRow> rows, Func<TRow, T> value) =>
        command.Parameters.Add(new NpgsqlParameter { Value = rows.Select(value).ToArray() });
}
