using System.Collections.Immutable;
using System.Data.Common;
using Npgsql;
using NpgsqlTypes;
using Strikeboard.Model;

namespace Strikeboard.Data.Trading;

/// <summary>Reads positions back whole, in one round trip and from one instant.</summary>
internal static class PositionLoad
{
    public static async Task<ImmutableArray<Kept<Position>>> ManyAsync(
        NpgsqlConnection connection,
        string which,
        object argument,
        CancellationToken cancellationToken
    )
    {
        await using var batch = new NpgsqlBatch(connection);
        // One statement a table: the batch is one implicit transaction, and the filter is on the positions alone.
        var ids = $"(SELECT id FROM trading.positions WHERE {which})";
        Add(batch, $"{PositionColumns} FROM trading.positions WHERE {which} FOR SHARE", argument);
        Add(batch, $"{IntentColumns} FROM trading.order_intents WHERE position_id IN {ids} ORDER BY ordinal", argument);
        Add(
            batch,
            $"{AttemptColumns} FROM trading.order_attempts WHERE position_id IN {ids} ORDER BY number",
            argument
        );
        Add(
            batch,
            $"{FillColumns} FROM trading.fills WHERE position_id IN {ids} ORDER BY booked_at, at, trade_id",
            argument
        );
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var positions = new List<(Position Position, long Version)>();
        while (await reader.ReadAsync(cancellationToken))
            positions.Add((ReadPosition(reader), reader.Long("version")));
        await reader.NextResultAsync(cancellationToken);
        var intents = new List<(Guid Position, OrderIntent Intent)>();
        while (await reader.ReadAsync(cancellationToken))
            intents.Add((reader.Guid("position_id"), ReadIntent(reader)));
        await reader.NextResultAsync(cancellationToken);
        var attempts = new List<(Guid Intent, OrderAttempt Attempt)>();
        while (await reader.ReadAsync(cancellationToken))
            attempts.Add((reader.Guid("intent_id"), ReadAttempt(reader)));
        await reader.NextResultAsync(cancellationToken);
        var fills = new List<(Guid Position, Fill Fill)>();
        while (await reader.ReadAsync(cancellationToken))
            fills.Add((reader.Guid("position_id"), ReadFill(reader)));
        return
        [
            .. positions.Select(one => new Kept<Position>(Whole(one.Position, intents, attempts, fills), one.Version)),
        ];
    }

    private const string PositionColumns =
        "SELECT id, venue, account, instrument, side, symbol, event_ticker, exchange_index, trading_day, opened_by, opened_at, "
        + "market_closes_at, stop_price, target_price, stop_chance, settled, paid_out, version";

    private const string IntentColumns =
        "SELECT id, position_id, purpose, quantity, everything, limit_price, reason, asked_at, valid_until, is_closed, rests";

    private const string AttemptColumns =
        "SELECT client_order_id, intent_id, number, quantity, limit_price, state, venue_order_id, reported, booked, not_before, "
        + "sent_at, expires_at, cancel_asked, absent_since, reason";

    private const string FillColumns =
        "SELECT trade_id, position_id, client_order_id, venue_order_id, quantity, price, fee, at";

    private static Position Whole(
        Position position,
        List<(Guid Position, OrderIntent Intent)> intents,
        List<(Guid Intent, OrderAttempt Attempt)> attempts,
        List<(Guid Position, Fill Fill)> fills
    ) =>
        position with
        {
            Intents =
            [
                .. intents
                    .Where(one => one.Position == position.Id)
                    .Select(one =>
                        one.Intent with
                        {
                            Attempts = [.. attempts.Where(a => a.Intent == one.Intent.Id).Select(a => a.Attempt)],
                        }
                    ),
            ],
            Fills = [.. fills.Where(one => one.Position == position.Id).Select(one => one.Fill)],
        };

    private static Position ReadPosition(DbDataReader reader) =>
        new()
        {
            Id = reader.Guid("id"),
            Venue = reader.Text("venue"),
            Account = reader.Text("account"),
            Instrument = reader.Text("instrument"),
            Side = Enum.Parse<Side>(reader.Text("side")),
            Symbol = reader.Text("symbol"),
            EventTicker = reader.Text("event_ticker"),
            ExchangeIndex = (int)reader.Long("exchange_index"),
            TradingDay = reader.GetFieldValue<DateOnly>(reader.GetOrdinal("trading_day")),
            OpenedBy = reader.Text("opened_by"),
            OpenedAt = reader.Moment("opened_at")!.Value,
            MarketClosesAt = reader.Moment("market_closes_at"),
            Protection = new Protection(
                reader.Number("stop_price"),
                reader.Number("target_price"),
                reader.Real("stop_chance")
            ),
            Settled = reader.Number("settled")!.Value,
            PaidOut = reader.Number("paid_out")!.Value,
        };

    private static OrderIntent ReadIntent(DbDataReader reader) =>
        new()
        {
            Id = reader.Guid("id"),
            Purpose = Enum.Parse<IntentPurpose>(reader.Text("purpose")),
            Quantity = reader.Number("quantity")!.Value,
            Everything = reader.Truth("everything"),
            LimitPrice = reader.Number("limit_price")!.Value,
            Reason = reader.Text("reason"),
            AskedAt = reader.Moment("asked_at")!.Value,
            ValidUntil = reader.Moment("valid_until"),
            IsClosed = reader.Truth("is_closed"),
            Rests = reader.Real("rests") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };

    private static OrderAttempt ReadAttempt(DbDataReader reader) =>
        new()
        {
            ClientOrderId = reader.Text("client_order_id"),
            Number = (int)reader.Long("number"),
            Quantity = reader.Number("quantity")!.Value,
            LimitPrice = reader.Number("limit_price")!.Value,
            State = Enum.Parse<AttemptState>(reader.Text("state")),
            VenueOrderId = reader.TextOrNull("venue_order_id"),
            Reported = reader.Number("reported")!.Value,
            Booked = reader.Number("booked")!.Value,
            NotBefore = reader.Moment("not_before"),
            SentAt = reader.Moment("sent_at"),
            ExpiresAt = reader.Moment("expires_at"),
            CancelAsked = reader.Truth("cancel_asked"),
            AbsentSince = reader.Moment("absent_since"),
            Reason = reader.Text("reason"),
        };

    private static Fill ReadFill(DbDataReader reader) =>
        new()
        {
            TradeId = reader.Text("trade_id"),
            ClientOrderId = reader.TextOrNull("client_order_id"),
            VenueOrderId = reader.TextOrNull("venue_order_id"),
            Quantity = reader.Number("quantity")!.Value,
            Price = reader.Number("price")!.Value,
            Fee = reader.Number("fee")!.Value,
            At = reader.Moment("at")!.Value,
        };

    private static void Add(NpgsqlBatch batch, string sql, object argument)
    {
        var command = batch.CreateBatchCommand();
        command.CommandText = sql;
        command.Parameters.Add(
            argument is DateTimeOffset at
                ? new NpgsqlParameter { Value = at.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz }
                : new NpgsqlParameter { Value = argument }
        );
        batch.BatchCommands.Add(command);
    }

    private static Guid Guid(this DbDataReader reader, string column) => reader.GetGuid(reader.GetOrdinal(column));

    private static string Text(this DbDataReader reader, string column) => reader.GetString(reader.GetOrdinal(column));

    private static string? TextOrNull(this DbDataReader reader, string column) =>
        reader.IsDBNull(reader.GetOrdinal(column)) ? null : reader.Text(column);

    private static long Long(this DbDataReader reader, string column) =>
        Convert.ToInt64(reader.GetValue(reader.GetOrdinal(column)), System.Globalization.CultureInfo.InvariantCulture);

    private static bool Truth(this DbDataReader reader, string column) => reader.GetBoolean(reader.GetOrdinal(column));

    private static decimal? Number(this DbDataReader reader, string column) =>
        reader.IsDBNull(reader.GetOrdinal(column)) ? null : reader.GetDecimal(reader.GetOrdinal(column));

    private static double? Real(this DbDataReader reader, string column) =>
        reader.IsDBNull(reader.GetOrdinal(column)) ? null : reader.GetDouble(reader.GetOrdinal(column));

    private static DateTimeOffset? Moment(this DbDataReader reader, string column) =>
        reader.IsDBNull(reader.GetOrdinal(column))
            ? null
            : new DateTimeOffset(reader.GetDateTime(reader.GetOrdinal(column)), TimeSpan.Zero);
}
