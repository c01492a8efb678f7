using System.Data.Common;
using System.Globalization;
using Npgsql;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Risk;
using Strikeboard.Engine.Trading.Desk;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Reading;

internal sealed class LimitsReader(NpgsqlDataSource source, RiskFactsReader facts, LiveBoard board) : ILimitsReader
{
    private const string Columns = "t.version, t.at, t.changed_by, t.reason, t.limits::text, t.before";

    private const string Tables = """
        FROM (
            SELECT l.*, lag(l.limits::text) OVER (ORDER BY l.version) AS before FROM trading.risk_limits l
        ) t WHERE true
        """;

    private readonly KeysetSql<Kept> _list = new(source, Columns, Tables, "t.version", Read);

    public async Task<LimitsView> ReadAsync(CancellationToken cancellationToken)
    {
        var newest = await _list.SliceAsync(
            new Conditions(),
            new KeysetSlice(long.MaxValue, null, OldestFirst: false, Skip: 0, Take: 1),
            cancellationToken
        );
        var kept = newest is [var one] ? one : null;
        var limits = kept is null ? new RiskLimits() : RiskLimitsJson.Read(kept.Limits);
        var use = await UseAsync(cancellationToken);
        return new LimitsView(
            kept?.Version ?? 0,
            kept?.At,
            kept?.By ?? "",
            kept?.Reason,
            [
                .. RiskLimit.All.Select(limit => new LimitView(
                    limit.Key,
                    limit.Title,
                    limit.Meaning,
                    limit.Unit,
                    limit.Of(limits),
                    limit.Default,
                    limit.Least,
                    limit.Most,
                    limit.IsWhole,
                    limit.When == Looser.WhenMore,
                    use?.Of(limit.Name).Used,
                    use?.Of(limit.Name).By
                )),
            ]
        );
    }

    public async Task<Page<LimitsChange>> HistoryAsync(PageRequest page, CancellationToken cancellationToken)
    {
        var filter = new Conditions().AndBetween("t.at", page.From, page.To);
        var count = await _list.CountAsync(filter, cancellationToken);
        long? past = long.TryParse(page.After, NumberStyles.None, CultureInfo.InvariantCulture, out var after)
            ? after
            : null;
        var rows = await _list.SliceAsync(
            new Conditions().AndBetween("t.at", page.From, page.To),
            new KeysetSlice(count.Top, past, OldestFirst: false, Skip: 0, Take: page.Rows + 1),
            cancellationToken
        );
        var items = rows.Take(page.Rows).Select(Change).ToList();
        return new Page<LimitsChange>(
            items,
            count.Matching,
            rows.Count > page.Rows ? items[^1].Version.ToString(CultureInfo.InvariantCulture) : null
        );
    }

    /// <summary>Null on a node that does not see the account.</summary>
    private async Task<LimitsUse?> UseAsync(CancellationToken cancellationToken)
    {
        if (board.Current.Account.CashAsOf is null)
            return null;
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return new LimitsUse(await facts.OfAccountAsync(connection, board.Current.Risk, cancellationToken));
    }

    private static LimitsChange Change(Kept kept)
    {
        var after = RiskLimitsJson.Read(kept.Limits);
        var before = kept.Before is null ? null : RiskLimitsJson.Read(kept.Before);
        return new LimitsChange(
            kept.Version,
            kept.At,
            kept.By,
            kept.Reason,
            [
                .. RiskLimit
                    .All.Where(limit => before is null || limit.Of(before) != limit.Of(after))
                    .Select(limit => new LimitDifference(
                        limit.Key,
                        before is null ? null : limit.Of(before),
                        limit.Of(after),
                        before is not null && limit.IsLooser(limit.Of(after), limit.Of(before))
                    )),
            ]
        );
    }

    private static Kept Read(DbDataReader row) =>
        new(row.GetInt64(0), row.Moment(1)!.Value, row.GetString(2), row.Text(3), row.GetString(4), row.Text(5));

    private sealed record Kept(
        long Version,
        DateTimeOffset At,
        string By,
        string? Reason,
        string Limits,
        string? Before
    );
}
