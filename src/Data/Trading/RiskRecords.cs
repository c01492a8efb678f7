using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using Strikeboard.Model;

namespace Strikeboard.Data.Trading;

/// <summary>What is kept of an account that limits are judged by; read under the account's lock, it is whole.</summary>
public sealed record RiskRecords(
    ImmutableArray<Position> Active,
    ImmutableArray<EntryRecord> Recent,
    decimal Realised,
    decimal Fees
)
{
    public static async Task<RiskRecords> ReadAsync(
        NpgsqlConnection connection,
        string venue,
        string account,
        DateTimeOffset since,
        DateOnly day,
        CancellationToken cancellationToken
    )
    {
        var active = await PositionLoad.ManyAsync(
            connection,
            "takes_slot AND account = $1",
            account,
            cancellationToken
        );
        await using var batch = new NpgsqlBatch(connection);
        Add(
            batch,
            """
            SELECT i.asked_at, p.instrument, p.side, i.quantity, i.limit_price
            FROM trading.order_intents i JOIN trading.positions p ON p.id = i.position_id
            WHERE p.venue = $1 AND p.account = $2 AND i.purpose = 'Entry' AND i.asked_at >= $3
            """,
            venue,
            account,
            new NpgsqlParameter { Value = since.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz }
        );
        Add(
            batch,
            """
            SELECT coalesce(sum(realised), 0), coalesce(sum(fees), 0) FROM trading.positions
            WHERE venue = $1 AND account = $2 AND (takes_slot OR trading_day = $3 OR closed_at >= $4)
            """,
            venue,
            account,
            day,
            new NpgsqlParameter
            {
                Value = TradingDays.StartOf(day).UtcDateTime,
                NpgsqlDbType = NpgsqlDbType.TimestampTz,
            }
        );
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var recent = ImmutableArray.CreateBuilder<EntryRecord>();
        while (await reader.ReadAsync(cancellationToken))
            recent.Add(
                new EntryRecord(
                    new DateTimeOffset(reader.GetDateTime(0), TimeSpan.Zero),
                    reader.GetString(1),
                    Enum.Parse<Side>(reader.GetString(2)),
                    reader.GetDecimal(3),
                    reader.GetDecimal(4)
                )
            );
        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new RiskRecords(
            [.. active.Select(kept => kept.Value)],
            recent.ToImmutable(),
            reader.GetDecimal(0),
            reader.GetDecimal(1)
        );
    }

    private static void Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<object> values)
    {
        var command = batch.CreateBatchCommand();
        command.CommandText = sql;
        foreach (var value in values)
            command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value });
        batch.BatchCommands.Add(command);
    }
}

/// <summary>An order to open that was asked for.</summary>
public sealed record EntryRecord(DateTimeOffset At, string Instrument, Side Side, decimal Quantity, decimal LimitPrice);
