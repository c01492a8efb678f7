using System.Data.Common;
using System.Globalization;
using Npgsql;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Reading;

internal sealed class TradingRecords(NpgsqlDataSource source) : ITradingRecords
{
    private const string Fills = "FROM trading.fills f JOIN trading.positions p ON p.id = f.position_id WHERE true";

    private const string FillColumns =
        "f.trade_id, p.id, f.client_order_id, f.venue_order_id, f.venue, f.account, p.instrument, p.side, f.purpose, f.quantity, "
        + "f.price, f.fee, f.at";

    public Task<Page<FillLine>> FillsAsync(PageRequest page, string? instrument, CancellationToken cancellationToken) =>
        PageAsync(
            Fills,
            FillColumns,
            "f.at",
            "f.trade_id",
            new Conditions().AndBetween("f.at", page.From, page.To).AndContains("p.instrument", instrument),
            page,
            ReadFill,
            fill => (fill.At, fill.TradeId),
            cancellationToken
        );

    public Task<Page<SettlementLine>> SettlementsAsync(
        PageRequest page,
        string? instrument,
        CancellationToken cancellationToken
    ) =>
        PageAsync(
            "FROM trading.settlements s WHERE true",
            "s.venue, s.account, s.instrument, s.result, s.quantity, s.paid, s.fees, s.at",
            "s.at",
            "s.instrument",
            new Conditions().AndBetween("s.at", page.From, page.To).AndContains("s.instrument", instrument),
            page,
            ReadSettlement,
            settlement => (settlement.At, settlement.Instrument),
            cancellationToken
        );

    public Task<Page<ClosedLine>> ClosedTodayAsync(PageRequest page, CancellationToken cancellationToken) =>
        PageAsync(
            "FROM trading.closed_positions_today c WHERE true",
            "c.venue, c.account, c.instrument, c.trading_day, c.position_id, c.closed_at",
            "c.closed_at",
            "c.instrument",
            new Conditions().AndBetween("c.closed_at", page.From, page.To),
            page,
            ReadClosed,
            closed => (closed.ClosedAt, closed.Instrument),
            cancellationToken
        );

    /// <summary>By time and, within one moment, by name: the place of a page is the last row of the one before.</summary>
    private async Task<Page<T>> PageAsync<T>(
        string tables,
        string columns,
        string at,
        string name,
        Conditions filter,
        PageRequest page,
        Func<DbDataReader, T> read,
        Func<T, (DateTimeOffset At, string Name)> placeOf,
        CancellationToken cancellationToken
    )
    {
        await using var count = source.CreateCommand($"SELECT count(*) {tables} AND {filter.Sql}");
        filter.Bind(count);
        var total = (long)(await count.ExecuteScalarAsync(cancellationToken))!;
        if (Place(page.After) is var (since, last))
            filter.AndBehind(at, name, since, last);
        await using var command = source.CreateCommand(
            string.Create(
                CultureInfo.InvariantCulture,
                $"SELECT {columns} {tables} AND {filter.Sql} ORDER BY {at} DESC, {name} DESC LIMIT {page.Rows + 1}"
            )
        );
        filter.Bind(command);
        var rows = await KeysetSql<T>.RowsAsync(command, read, cancellationToken);
        var items = rows.Take(page.Rows).ToList();
        return new Page<T>(items, total, rows.Count > page.Rows ? Place(placeOf(items[^1])) : null);
    }

    private static string Place((DateTimeOffset At, string Name) row) =>
        string.Create(CultureInfo.InvariantCulture, $"{row.At.UtcTicks}~{row.Name}");

    private static (DateTimeOffset At, string Name)? Place(string? after) =>
        after?.Split('~', 2) is [var ticks, var name]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && at <= DateTimeOffset.MaxValue.Ticks
            ? (new DateTimeOffset(at, TimeSpan.Zero), name)
            : null;

    private static FillLine ReadFill(DbDataReader row) =>
        new(
            row.GetString(0),
            row.GetGuid(1),
            row.Text(2),
            row.Text(3),
            row.GetString(4),
            row.GetString(5),
            row.GetString(6),
            row.Word<Side>(7),
            row.Word<IntentPurpose>(8),
            row.GetDecimal(9),
            row.GetDecimal(10),
            row.GetDecimal(11),
            row.Moment(12)!.Value
        );

    private static SettlementLine ReadSettlement(DbDataReader row) =>
        new(
            row.GetString(0),
            row.GetString(1),
            row.GetString(2),
            row.Word<Side>(3),
            row.GetDecimal(4),
            row.GetDecimal(5),
            row.GetDecimal(6),
            row.Moment(7)!.Value
        );

    private static ClosedLine ReadClosed(DbDataReader row) =>
        new(
            row.GetString(0),
            row.GetString(1),
            row.GetString(2),
            row.GetFieldValue<DateOnly>(3),
            row.GetGuid(4),
            row.Moment(5)!.Value
        );
}
