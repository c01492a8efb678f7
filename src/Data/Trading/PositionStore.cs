using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using Strikeboard.Model;

namespace Strikeboard.Data.Trading;

/// <summary>
/// Keeps positions with their orders and fills. A change is kept whole or not at all, only over the version its author saw,
/// and only while the author's epoch leads.
/// </summary>
public sealed class PositionStore(NpgsqlDataSource source)
{
    /// <summary>Of a position that was just opened; each change adds one.</summary>
    public const long FirstVersion = 1;

    private const string SlotIndex = "ux_positions_slot";
    private const string ClosedTodayRule = "ux_closed_today";

    /// <summary>A wish to enter, inside the transaction that judged it. The slot and the day's closes are held by constraints.</summary>
    public static async Task<SlotOutcome> OpenAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Position position,
        PositionChange change,
        CancellationToken cancellationToken
    )
    {
        await transaction.SaveAsync("entry", cancellationToken);
        try
        {
            await using var batch = new NpgsqlBatch(connection, transaction);
            PositionBatch.Insert(batch, position, change);
            PositionBatch.Orders(batch, Empty(position), position, change);
            PositionBatch.Lines(batch, position.Id, change);
            await batch.ExecuteNonQueryAsync(cancellationToken);
            return SlotOutcome.Taken;
        }
        catch (PostgresException fault) when (fault.ConstraintName is SlotIndex or ClosedTodayRule)
        {
            await transaction.RollbackAsync("entry", cancellationToken);
            return fault.ConstraintName == SlotIndex ? SlotOutcome.AlreadyHeld : SlotOutcome.ClosedToday;
        }
    }

    /// <summary>One change in a transaction of its own.</summary>
    public async Task<SaveOutcome> SaveAsync(
        Kept<Position> before,
        Position after,
        PositionChange change,
        long epoch,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var outcome = await SaveAsync(connection, transaction, before, after, change, epoch, cancellationToken);
        if (outcome == SaveOutcome.Saved)
            await transaction.CommitAsync(cancellationToken);
        return outcome;
    }

    /// <summary>Inside a transaction that has more to do, such as to keep who asked for it.</summary>
    public static async Task<SaveOutcome> SaveAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Kept<Position> before,
        Position after,
        PositionChange change,
        long epoch,
        CancellationToken cancellationToken
    )
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        PositionBatch.Fence(batch, epoch);
        PositionBatch.Update(batch, before, after, change);
        PositionBatch.Orders(batch, before.Value, after, change);
        PositionBatch.Lines(batch, after.Id, change);
        if (after.State == PositionState.Closed)
            PositionBatch.Close(batch, after, change);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var leads = await reader.ReadAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var seen = await reader.ReadAsync(cancellationToken);
        return !leads ? SaveOutcome.Deposed
            : !seen ? SaveOutcome.Overtaken
            : SaveOutcome.Saved;
    }

    /// <summary>Whether a change was kept whose commit was never answered.</summary>
    public async Task<bool> HasKeptAsync(Guid positionId, Guid changeId, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            "SELECT FROM trading.positions WHERE id = $1 AND change_id = $2"
        );
        command.Parameters.AddWithValue(positionId);
        command.Parameters.AddWithValue(changeId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken);
    }

    /// <summary>All that take a slot, and those closed since: a late fill of theirs may still come.</summary>
    public async Task<ImmutableArray<Kept<Position>>> LoadActiveAsync(
        DateTimeOffset closedSince,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return await PositionLoad.ManyAsync(
            connection,
            "takes_slot OR changed_at >= $1",
            closedSince,
            cancellationToken
        );
    }

    public async Task<List<Guid>> ActiveIdsAsync(CancellationToken cancellationToken)
    {
        var ids = new List<Guid>();
        await using var command = source.CreateCommand("SELECT id FROM trading.positions WHERE takes_slot");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            ids.Add(reader.GetGuid(0));
        return ids;
    }

    public async Task<Kept<Position>?> LoadAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return await LoadAsync(connection, id, cancellationToken);
    }

    public static async Task<Kept<Position>?> LoadAsync(
        NpgsqlConnection connection,
        Guid id,
        CancellationToken cancellationToken
    ) => (await PositionLoad.ManyAsync(connection, "id = $1", id, cancellationToken)) is [var one] ? one : null;

    /// <summary>Inside a transaction: true if the epoch leads, and then no other begins before the transaction ends.</summary>
    public static async Task<bool> LeadsAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        long epoch,
        CancellationToken cancellationToken
    )
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        PositionBatch.Fence(batch, epoch);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken);
    }

    public async Task<HashSet<string>> KnownTradesAsync(
        string venue,
        string account,
        string[] tradeIds,
        CancellationToken cancellationToken
    )
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        if (tradeIds.Length == 0)
            return known;
        await using var command = source.CreateCommand(
            "SELECT trade_id FROM trading.fills WHERE venue = $1 AND account = $2 AND trade_id = ANY($3)"
        );
        command.Parameters.AddWithValue(venue);
        command.Parameters.AddWithValue(account);
        command.Parameters.AddWithValue(tradeIds);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            known.Add(reader.GetString(0));
        return known;
    }

    public async Task<bool> KnowsOrderAsync(string clientOrderId, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("SELECT FROM trading.order_attempts WHERE client_order_id = $1");
        command.Parameters.AddWithValue(clientOrderId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken);
    }

    /// <summary>Kept once; told again it changes nothing.</summary>
    public async Task KeepSettlementAsync(
        string venue,
        string account,
        VenueSettlement settlement,
        CancellationToken cancellationToken
    )
    {
        await using var command = source.CreateCommand(
            """
            INSERT INTO trading.settlements (venue, account, instrument, result, quantity, paid, fees, at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING
            """
        );
        command.Parameters.AddWithValue(venue);
        command.Parameters.AddWithValue(account);
        command.Parameters.AddWithValue(settlement.Instrument);
        command.Parameters.AddWithValue(settlement.Result.ToString());
        command.Parameters.AddWithValue(settlement.Quantity);
        command.Parameters.AddWithValue(settlement.Paid);
        command.Parameters.AddWithValue(settlement.Fees);
        command.Parameters.AddWithValue(NpgsqlDbType.TimestampTz, settlement.At.UtcDateTime);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static Position Empty(Position position) => position with { Intents = [], Fills = [] };
}
