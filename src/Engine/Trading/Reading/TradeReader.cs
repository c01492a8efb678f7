using System.Data.Common;
using Npgsql;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Reading;

internal sealed class TradeReader(NpgsqlDataSource source) : ITradeReader
{
    private const string Columns =
        "t.line, t.id, t.venue, t.account, t.instrument, t.side, t.symbol, t.opened_by, t.opened_at, t.closed_at, t.trading_day, "
        + "t.bought, t.average_price, t.realised, t.fees, t.cause, t.why";

    // A position is told to be closed by a line, and its last such line's number rises with every close. The causes are told
    // apart by the exit manager's own words, which are kept with the wish to get out.
    private const string Tables = """
        FROM (
            SELECT p.*, l.line, e.why,
                CASE WHEN p.settled > 0 THEN 'settled'
                    WHEN e.why LIKE '%at or below the stop%' THEN 'stop'
                    WHEN e.why LIKE '%at or above the target%' THEN 'target'
                    WHEN e.why LIKE '%its chance is%' THEN 'chance'
                    WHEN e.why LIKE '%its market closes%' THEN 'before close'
                    ELSE 'by hand' END AS cause
            FROM trading.positions p
            CROSS JOIN LATERAL (
                SELECT max(x.id) AS line FROM trading.trade_lines x
                WHERE x.position_id = p.id AND x.what = 'position' AND x.detail = 'Closed'
            ) l
            LEFT JOIN LATERAL (
                SELECT i.reason AS why FROM trading.order_intents i
                WHERE i.position_id = p.id AND i.purpose = 'Exit' ORDER BY i.ordinal DESC LIMIT 1
            ) e ON true
            WHERE p.state = 'Closed' AND l.line IS NOT NULL
        ) t WHERE true
        """;

    /// <summary>A line on a screen has no more places than this.</summary>
    private const int MostPoints = 1000;

    private readonly KeysetSql<Trade> _list = new(source, Columns, Tables, "t.line", Read);

    public Task<KeysetCount> CountAsync(TradeFilter filter, CancellationToken cancellationToken) =>
        _list.CountAsync(filter.Sql(), cancellationToken);

    public Task<IReadOnlyList<Trade>> SliceAsync(
        TradeFilter filter,
        KeysetSlice slice,
        CancellationToken cancellationToken
    ) => _list.SliceAsync(filter.Sql(), slice, cancellationToken);

    public Task<int> RankAsync(
        TradeFilter filter,
        long id,
        long top,
        bool oldestFirst,
        CancellationToken cancellationToken
    ) => _list.RankAsync(filter.Sql(), id, top, oldestFirst, cancellationToken);

    public async Task<TradeTotals> TotalsAsync(TradeFilter filter, CancellationToken cancellationToken)
    {
        var all = await TotalsAsync("''", filter, cancellationToken);
        return new TradeTotals(
            all is [var sum] ? sum : new TradeTotal("", 0, 0, 0, 0),
            await TotalsAsync("t.cause", filter, cancellationToken),
            await TotalsAsync("t.opened_by", filter, cancellationToken),
            await CurveAsync(filter, cancellationToken)
        );
    }

    private async Task<IReadOnlyList<TradeTotal>> TotalsAsync(
        string by,
        TradeFilter filter,
        CancellationToken cancellationToken
    )
    {
        var conditions = filter.Sql();
        await using var command = source.CreateCommand(
            $"SELECT {by}, count(*), count(*) FILTER (WHERE t.realised > t.fees), sum(t.realised), sum(t.fees) {Tables} AND {conditions.Sql} GROUP BY 1 ORDER BY 2 DESC"
        );
        conditions.Bind(command);
        return await KeysetSql<TradeTotal>.RowsAsync(
            command,
            row => new TradeTotal(
                row.GetString(0),
                (int)row.GetInt64(1),
                (int)row.GetInt64(2),
                row.GetDecimal(3),
                row.GetDecimal(4)
            ),
            cancellationToken
        );
    }

    /// <summary>Summed over all trades, and thinned to what can be drawn; the last one is always among them.</summary>
    private async Task<IReadOnlyList<EquityPoint>> CurveAsync(TradeFilter filter, CancellationToken cancellationToken)
    {
        var conditions = filter.Sql();
        await using var command = source.CreateCommand(
            $"""
            SELECT closed_at, net FROM (
                SELECT t.closed_at, t.line, sum(t.realised - t.fees) OVER (ORDER BY t.line) AS net,
                    row_number() OVER (ORDER BY t.line DESC) - 1 AS place, count(*) OVER () AS rows
                {Tables} AND {conditions.Sql}
            ) c WHERE c.place % (1 + c.rows / {MostPoints}) = 0 ORDER BY c.line
            """
        );
        conditions.Bind(command);
        return await KeysetSql<EquityPoint>.RowsAsync(
            command,
            row => new EquityPoint(row.Moment(0)!.Value, row.GetDecimal(1)),
            cancellationToken
        );
    }

    private static Trade Read(DbDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetGuid(1),
            row.GetString(2),
            row.GetString(3),
            row.GetString(4),
            row.Word<Side>(5),
            row.GetString(6),
            row.GetString(7),
            row.Moment(8)!.Value,
            row.Moment(9)!.Value,
            row.GetFieldValue<DateOnly>(10),
            row.GetDecimal(11),
            row.GetDecimal(12),
            row.GetDecimal(13),
            row.GetDecimal(14),
            row.GetString(15),
            row.Text(16) ?? ""
        );
}
