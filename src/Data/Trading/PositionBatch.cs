using Npgsql;
using NpgsqlTypes;
using Strikeboard.Model;

namespace Strikeboard.Data.Trading;

/// <summary>The statements that keep a position; all of a change travel together, in one round trip.</summary>
internal static class PositionBatch
{
    /// <summary>Answers a row while the epoch leads, and holds off any other until the transaction ends.</summary>
    public static void Fence(NpgsqlBatch batch, long epoch) =>
        Add(batch, "SELECT epoch FROM system.lease WHERE epoch = $1 FOR SHARE", epoch);

    public static void Insert(NpgsqlBatch batch, Position p, PositionChange change)
    {
        var money = PositionMoney.Of(p);
        Add(
            batch,
            """
            INSERT INTO trading.positions (id, venue, account, instrument, side, symbol, event_ticker, exchange_index, trading_day,
                opened_by, opened_at, market_closes_at, stop_price, target_price, stop_chance, state, takes_slot,
                bought, sold, settled, paid_out, average_price, realised, fees, at_risk, version, change_id, changed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
                0, 0, 0, 0, 0, 0, 0, $18, 1, $19, $20)
            """,
            p.Id,
            p.Venue,
            p.Account,
            p.Instrument,
            p.Side.ToString(),
            p.Symbol,
            p.EventTicker,
            p.ExchangeIndex,
            p.TradingDay,
            p.OpenedBy,
            p.OpenedAt,
            p.MarketClosesAt,
            p.Protection.StopPrice,
            p.Protection.TargetPrice,
            p.Protection.StopChance,
            p.State.ToString(),
            p.TakesSlot,
            money.AtRisk,
            change.Id,
            change.At
        );
    }

    public static void Update(NpgsqlBatch batch, Kept<Position> before, Position p, PositionChange change)
    {
        var money = PositionMoney.Of(p);
        Add(
            batch,
            """
            UPDATE trading.positions SET stop_price = $3, target_price = $4, stop_chance = $5, state = $6, takes_slot = $7,
                bought = $8, sold = $9, settled = $10, paid_out = $11, average_price = $12, realised = $13, fees = $14, at_risk = $15,
                closed_at = CASE WHEN $7 THEN NULL ELSE coalesce(closed_at, $17) END,
                version = version + 1, change_id = $16, changed_at = $17
            WHERE id = $1 AND version = $2 RETURNING version
            """,
            p.Id,
            before.Version,
            p.Protection.StopPrice,
            p.Protection.TargetPrice,
            p.Protection.StopChance,
            p.State.ToString(),
            p.TakesSlot,
            p.Bought,
            p.Sold,
            p.Settled,
            p.PaidOut,
            money.AveragePrice,
            money.Realised,
            money.Fees,
            money.AtRisk,
            change.Id,
            change.At
        );
    }

    /// <summary>What is new or different among its wishes, tries and fills.</summary>
    public static void Orders(NpgsqlBatch batch, Position before, Position after, PositionChange change)
    {
        foreach (var intent in after.Intents)
        {
            var known = before.Intents.FirstOrDefault(other => other.Id == intent.Id);
            if (known is null || !SameWish(known, intent))
                Intent(batch, after, intent);
        }
        // Those that ended first: a wish has one try at a time that may still fill.
        var tries = after.Intents.SelectMany(intent => intent.Attempts.Select(attempt => (intent, attempt)));
        foreach (var (intent, attempt) in tries.OrderByDescending(pair => pair.attempt.IsFinal))
        {
            if (before.Attempts.FirstOrDefault(other => other.ClientOrderId == attempt.ClientOrderId) != attempt)
                Attempt(batch, after, intent, attempt, change);
        }
        foreach (var fill in after.Fills.Skip(before.Fills.Length))
            Fill(batch, after, fill, change);
    }

    public static void Lines(NpgsqlBatch batch, Guid positionId, PositionChange change)
    {
        foreach (var line in change.Lines)
            Add(
                batch,
                "INSERT INTO trading.trade_lines (position_id, client_order_id, at, what, detail) VALUES ($1, $2, $3, $4, $5)",
                positionId,
                line.ClientOrderId,
                change.At,
                line.What,
                line.Detail
            );
    }

    /// <summary>In the transaction of the close itself: nobody sees the slot free before the day is marked.</summary>
    public static void Close(NpgsqlBatch batch, Position p, PositionChange change) =>
        Add(
            batch,
            """
            INSERT INTO trading.closed_positions (venue, account, instrument, trading_day, position_id, closed_at)
            VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING
            """,
            p.Venue,
            p.Account,
            p.Instrument,
            TradingDays.Of(change.At),
            p.Id,
            change.At
        );

    private static bool SameWish(OrderIntent a, OrderIntent b) =>
        (a.Quantity, a.Everything, a.LimitPrice, a.IsClosed) == (b.Quantity, b.Everything, b.LimitPrice, b.IsClosed);

    private static void Intent(NpgsqlBatch batch, Position p, OrderIntent intent) =>
        Add(
            batch,
            """
            INSERT INTO trading.order_intents (id, position_id, ordinal, purpose, quantity, everything, limit_price, reason, asked_at,
                valid_until, is_closed, rests)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            ON CONFLICT (id) DO UPDATE SET quantity = excluded.quantity, everything = excluded.everything,
                limit_price = excluded.limit_price, is_closed = excluded.is_closed
            """,
            intent.Id,
            p.Id,
            p.Intents.IndexOf(intent),
            intent.Purpose.ToString(),
            intent.Quantity,
            intent.Everything,
            intent.LimitPrice,
            intent.Reason,
            intent.AskedAt,
            intent.ValidUntil,
            intent.IsClosed,
            intent.Rests?.TotalSeconds
        );

    private static void Attempt(
        NpgsqlBatch batch,
        Position p,
        OrderIntent intent,
        OrderAttempt attempt,
        PositionChange change
    ) =>
        Add(
            batch,
            """
            INSERT INTO trading.order_attempts (client_order_id, intent_id, position_id, number, quantity, limit_price, state, is_final,
                venue_order_id, reported, booked, not_before, sent_at, expires_at, cancel_asked, absent_since, reason, changed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
            ON CONFLICT (client_order_id) DO UPDATE SET state = excluded.state, is_final = excluded.is_final,
                venue_order_id = excluded.venue_order_id, reported = excluded.reported, booked = excluded.booked,
                sent_at = excluded.sent_at, expires_at = excluded.expires_at, cancel_asked = excluded.cancel_asked,
                absent_since = excluded.absent_since, reason = excluded.reason, changed_at = excluded.changed_at
            """,
            attempt.ClientOrderId,
            intent.Id,
            p.Id,
            attempt.Number,
            attempt.Quantity,
            attempt.LimitPrice,
            attempt.State.ToString(),
            attempt.IsFinal,
            attempt.VenueOrderId,
            attempt.Reported,
            attempt.Booked,
            attempt.NotBefore,
            attempt.SentAt,
            attempt.ExpiresAt,
            attempt.CancelAsked,
            attempt.AbsentSince,
            attempt.Reason,
            change.At
        );

    private static void Fill(NpgsqlBatch batch, Position p, Fill fill, PositionChange change) =>
        Add(
            batch,
            """
            INSERT INTO trading.fills (venue, account, trade_id, position_id, client_order_id, venue_order_id, purpose, quantity, price,
                fee, at, booked_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """,
            p.Venue,
            p.Account,
            fill.TradeId,
            p.Id,
            fill.ClientOrderId,
            fill.VenueOrderId,
            (p.IsExit(fill) ? IntentPurpose.Exit : IntentPurpose.Entry).ToString(),
            fill.Quantity,
            fill.Price,
            fill.Fee,
            fill.At,
            change.At
        );

    private static void Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<object?> values)
    {
        var command = batch.CreateBatchCommand();
        command.CommandText = sql;
        foreach (var value in values)
            command.Parameters.Add(Parameter(value));
        batch.BatchCommands.Add(command);
    }

    private static NpgsqlParameter Parameter(object? value) =>
        value switch
        {
            null => new NpgsqlParameter { Value = DBNull.Value },
            DateTimeOffset at => new NpgsqlParameter
            {
                Value = at.UtcDateTime,
                NpgsqlDbType = NpgsqlDbType.TimestampTz,
            },
            _ => new NpgsqlParameter { Value = value },
        };
}
