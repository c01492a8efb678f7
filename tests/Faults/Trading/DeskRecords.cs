using Npgsql;
using Strikeboard.Faults.Rig;

namespace Strikeboard.Faults.Trading;

/// <summary>What the desk has kept, read beside it.</summary>
public sealed record DeskRecords(
    IReadOnlyDictionary<string, DeskRecords.Order> Orders,
    IReadOnlyList<DeskRecords.Place> Positions,
    int Unknown,
    int UnderWay
)
{
    public sealed record Order(Guid Intent, decimal Wanted, bool IsExit);

    public sealed record Place(
        Guid Id,
        string Instrument,
        bool IsYes,
        decimal Bought,
        decimal Sold,
        decimal Settled,
        decimal Cash,
        decimal Fees,
        DateTime OpenedAt,
        DateTime? ClosedAt,
        DateOnly Day,
        bool TakesSlot
    )
    {
        public decimal Held => (Bought - Sold - Settled) * (IsYes ? 1 : -1);
    }

    public static async Task<DeskRecords> ReadAsync(PrivateDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        var orders = new Dictionary<string, Order>(StringComparer.Ordinal);
        var (unknown, underWay) = (0, 0);
        await using (
            var command = new NpgsqlCommand(
                """
                SELECT a.client_order_id, i.id, CASE WHEN i.everything THEN 1000000 ELSE i.quantity END, i.purpose = 'Exit', a.state
                FROM trading.order_attempts a JOIN trading.order_intents i ON i.id = a.intent_id
                """,
                connection
            )
        )
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                orders[reader.GetString(0)] = new Order(reader.GetGuid(1), reader.GetDecimal(2), reader.GetBoolean(3));
                unknown += reader.GetString(4) == "Unknown" ? 1 : 0;
                underWay += reader.GetString(4) is "Planned" or "Sending" or "Unknown" ? 1 : 0;
            }
        }
        var positions = new List<Place>();
        await using (
            var command = new NpgsqlCommand(
                """
                SELECT p.id, p.instrument, p.side = 'Yes', p.bought, p.sold, p.settled,
                       p.paid_out + coalesce((SELECT sum(CASE WHEN f.purpose = 'Exit' THEN f.quantity * f.price ELSE -f.quantity * f.price END - f.fee)
                                              FROM trading.fills f WHERE f.position_id = p.id), 0),
                       p.fees, p.opened_at, p.closed_at, p.trading_day, p.takes_slot
                FROM trading.positions p ORDER BY p.opened_at
                """,
                connection
            )
        )
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
                positions.Add(
                    new Place(
                        reader.GetGuid(0),
                        reader.GetString(1),
                        reader.GetBoolean(2),
                        reader.GetDecimal(3),
                        reader.GetDecimal(4),
                        reader.GetDecimal(5),
                        reader.GetDecimal(6),
                        reader.GetDecimal(7),
                        reader.GetDateTime(8),
                        await reader.IsDBNullAsync(9, cancellationToken) ? null : reader.GetDateTime(9),
                        reader.GetFieldValue<DateOnly>(10),
                        reader.GetBoolean(11)
                    )
                );
        }
        return new DeskRecords(orders, positions, unknown, underWay);
    }
}
