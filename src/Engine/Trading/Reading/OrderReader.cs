using System.Data.Common;
using Npgsql;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Reading;

internal sealed class OrderReader(NpgsqlDataSource source) : IOrderReader
{
    private const string Columns =
        "l.id, p.id, i.id, a.client_order_id, a.venue_order_id, p.venue, p.account, p.instrument, p.side, i.purpose, a.quantity, "
        + "greatest(a.reported, a.booked), a.limit_price, a.state, a.reason, i.reason, p.opened_by, i.asked_at, a.sent_at, "
        + "a.expires_at, a.cancel_asked, a.changed_at";

    // A try is planned once, with the line that says so: that line's number is the order's, and it rises.
    private const string Tables =
        "FROM trading.trade_lines l JOIN trading.order_attempts a ON a.client_order_id = l.client_order_id "
        + "JOIN trading.order_intents i ON i.id = a.intent_id JOIN trading.positions p ON p.id = a.position_id "
        + "WHERE l.what = 'Planned'";

    private const int MostStoryLines = 5000;

    private readonly KeysetSql<OrderLine> _list = new(source, Columns, Tables, "l.id", Read);

    public Task<KeysetCount> CountAsync(OrderFilter filter, CancellationToken cancellationToken) =>
        _list.CountAsync(filter.Sql(), cancellationToken);

    public Task<IReadOnlyList<OrderLine>> SliceAsync(
        OrderFilter filter,
        KeysetSlice slice,
        CancellationToken cancellationToken
    ) => _list.SliceAsync(filter.Sql(), slice, cancellationToken);

    public Task<int> RankAsync(
        OrderFilter filter,
        long id,
        long top,
        bool oldestFirst,
        CancellationToken cancellationToken
    ) => _list.RankAsync(filter.Sql(), id, top, oldestFirst, cancellationToken);

    public async Task<IReadOnlyList<string>> OpenersAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            "SELECT DISTINCT opened_by FROM trading.positions ORDER BY opened_by LIMIT 100"
        );
        return await KeysetSql<string>.RowsAsync(command, row => row.GetString(0), cancellationToken);
    }

    public async Task<IReadOnlyList<StoryLine>> StoryAsync(
        IReadOnlyList<Guid> positions,
        CancellationToken cancellationToken
    )
    {
        await using var command = source.CreateCommand(
            "SELECT id, position_id, client_order_id, at, what, detail FROM trading.trade_lines WHERE position_id = ANY ($1) ORDER BY id LIMIT $2"
        );
        command.Parameters.AddWithValue(positions.ToArray());
        command.Parameters.AddWithValue(MostStoryLines);
        return await KeysetSql<StoryLine>.RowsAsync(
            command,
            row => new StoryLine(
                row.GetInt64(0),
                row.GetGuid(1),
                row.Text(2),
                row.Moment(3)!.Value,
                row.GetString(4),
                row.GetString(5)
            ),
            cancellationToken
        );
    }

    private static OrderLine Read(DbDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetGuid(1),
            row.GetGuid(2),
            row.GetString(3),
            row.Text(4),
            row.GetString(5),
            row.GetString(6),
            row.GetString(7),
            row.Word<Side>(8),
            row.Word<IntentPurpose>(9),
            row.GetDecimal(10),
            row.GetDecimal(11),
            row.GetDecimal(12),
            row.Word<AttemptState>(13),
            row.GetString(14),
            row.GetString(15),
            row.GetString(16),
            row.Moment(17)!.Value,
            row.Moment(18),
            row.Moment(19),
            row.GetBoolean(20),
            row.Moment(21)!.Value
        );
}
