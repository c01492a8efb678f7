using System.Data.Common;
using System.Globalization;
using Npgsql;
using Strikeboard.Data.Trading;
using Strikeboard.Engine.Trading.Entries;
using Strikeboard.Engine.Trading.Entries.Keeping;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Reading;

internal sealed class DecisionHistory(NpgsqlDataSource source, DecisionStore store, Decisions recent) : IDecisionHistory
{
    private const string Columns =
        "s.id, s.first_at, s.last_at, s.cycles, s.symbol, s.event, s.instrument, s.side, s.outcome, s.said_no, s.nearest_cycle, "
        + "s.lacks, s.distance, s.price, s.chance, s.edge";

    private const string Tables = "FROM trading.decision_stretches s WHERE true";

    /// <summary>A week has more than a million: nobody scrolls that far, and counting them all takes longer than reading a page.</summary>
    private const int MostCounted = 100_000;

    private readonly KeysetSql<DecisionStretch> _list = new(source, Columns, Tables, "s.id", Read);

    public async Task<KeysetCount> CountAsync(StretchFilter filter, CancellationToken cancellationToken)
    {
        var conditions = filter.Sql();
        await using var command = source.CreateCommand(
            $"""
            SELECT coalesce((SELECT max(s.id) {Tables}), 0),
                (SELECT count(*) FROM (SELECT {Tables} AND {conditions.Sql} LIMIT {MostCounted}) m),
                (SELECT count(*) FROM (SELECT {Tables} LIMIT {MostCounted}) a)
            """
        );
        conditions.Bind(command);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return new KeysetCount(row.GetInt64(0), (int)row.GetInt64(1), (int)row.GetInt64(2));
    }

    public Task<IReadOnlyList<DecisionStretch>> SliceAsync(
        StretchFilter filter,
        KeysetSlice slice,
        CancellationToken cancellationToken
    ) => _list.SliceAsync(filter.Sql(), slice, cancellationToken);

    public Task<int> RankAsync(
        StretchFilter filter,
        long id,
        long top,
        bool oldestFirst,
        CancellationToken cancellationToken
    ) => _list.RankAsync(filter.Sql(), id, top, oldestFirst, cancellationToken);

    public async Task<IReadOnlyList<DecisionStretch>> NearestAsync(
        StretchFilter filter,
        NearestSlice slice,
        CancellationToken cancellationToken
    )
    {
        var conditions = filter.Sql().And("s.id <= ?", slice.Top);
        if (slice.Past is { } past)
            Beside(conditions, ">", past);
        await using var command = source.CreateCommand(
            string.Create(
                CultureInfo.InvariantCulture,
                $"SELECT {Columns} {Tables} AND {conditions.Sql} ORDER BY s.lacks, s.distance, (-s.id) OFFSET {slice.Skip} LIMIT {slice.Take}"
            )
        );
        conditions.Bind(command);
        return await KeysetSql<DecisionStretch>.RowsAsync(command, Read, cancellationToken);
    }

    public async Task<int> RankNearestAsync(
        StretchFilter filter,
        NearestPlace place,
        long top,
        CancellationToken cancellationToken
    )
    {
        var conditions = filter.Sql().And("s.id <= ?", top);
        Beside(conditions, "<", place);
        await using var command = source.CreateCommand($"SELECT count(*) {Tables} AND {conditions.Sql}");
        conditions.Bind(command);
        return (int)(long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async Task<DecisionStretch?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"SELECT {Columns} {Tables} AND s.id = $1");
        command.Parameters.AddWithValue(id);
        var rows = await KeysetSql<DecisionStretch>.RowsAsync(command, Read, cancellationToken);
        return rows is [var found] ? found : null;
    }

    public async Task<WeighedCycle?> CycleAsync(long cycle, CancellationToken cancellationToken)
    {
        // The newest are not written yet.
        if (recent.Recent().FirstOrDefault(weighed => weighed.CycleId == cycle) is { } fresh)
            return fresh;
        return await store.FindAsync(cycle, cancellationToken) is { } packed
            ? DecisionPacking.Unpack(packed)?.FirstOrDefault(weighed => weighed.CycleId == cycle)
            : null;
    }

    private static void Beside(Conditions conditions, string than, NearestPlace place) =>
        conditions.AndTuple($"(s.lacks, s.distance, -s.id) {than}", place.Lacks, place.Distance, -place.Id);

    private static DecisionStretch Read(DbDataReader row) =>
        new(
            row.GetInt64(0),
            row.Moment(1)!.Value,
            row.Moment(2)!.Value,
            row.GetInt32(3),
            row.GetString(4),
            row.GetString(5),
            row.GetString(6),
            row.Word<Side>(7),
            row.Word<DecisionOutcome>(8),
            row.Text(9),
            row.GetInt64(10),
            row.GetInt32(11),
            row.GetDouble(12),
            row.IsDBNull(13) ? null : row.GetDecimal(13),
            row.GetDouble(14),
            row.IsDBNull(15) ? null : row.GetDouble(15)
        );
}
