using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Strikeboard.Data;
using Strikeboard.Data.Trading;
using Strikeboard.Engine.Trading.Desk;
using Strikeboard.Engine.Trading.Rules;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Commands;

/// <summary>What a command does to a position, in the command's own transaction: done with its audit record, or not at all.</summary>
internal sealed class CommandedChange(PositionDesk desk, TradingVenue venue, TimeProvider time)
{
    private const int Tries = 20;

    /// <summary>The position before and after; null where there is none. Afterwards the desk must adopt it.</summary>
    public async Task<(Position Before, Position After)?> ApplyAsync(
        StrikeboardDb db,
        Guid id,
        Func<Position, TradeEvent?> happens,
        CancellationToken cancellationToken
    )
    {
        var (connection, transaction) = Of(db);
        for (var i = 0; i < Tries; i++)
        {
            if (await PositionStore.LoadAsync(connection, id, cancellationToken) is not { } kept)
                return null;
            if (happens(kept.Value) is not { } happened)
                return (kept.Value, kept.Value);
            var turn = PositionRules.Apply(kept.Value, happened, venue.Traits);
            if (await SaveAsync(connection, transaction, kept, turn, cancellationToken))
                return (kept.Value, turn.Position);
        }
        throw new TimeoutException($"Position {id} changes faster than it can be changed.");
    }

    public async Task<bool> SaveAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Kept<Position> before,
        Turn turn,
        CancellationToken cancellationToken
    )
    {
        if (turn.Position == before.Value)
            return true;
        var now = Moments.Now(time);
        var change = new PositionChange(Guid.CreateVersion7(now), now, TradeLines.Between(before.Value, turn));
        var outcome = await PositionStore.SaveAsync(
            connection,
            transaction,
            before,
            turn.Position,
            change,
            desk.Epoch,
            cancellationToken
        );
        if (outcome == SaveOutcome.Saved)
            DeskTrace.Log.CommandWritten(DeskTrace.Words(turn.Position));
        return outcome == SaveOutcome.Saved;
    }

    public static (NpgsqlConnection Connection, NpgsqlTransaction Transaction) Of(StrikeboardDb db) =>
        (
            (NpgsqlConnection)db.Database.GetDbConnection(),
            (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction()
        );
}
