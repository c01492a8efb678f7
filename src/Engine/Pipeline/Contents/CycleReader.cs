using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Strikeboard.Data;
using Strikeboard.Data.Operations;
using Strikeboard.Engine.Live;
using Strikeboard.Model;

namespace Strikeboard.Engine.Pipeline.Contents;

internal sealed class CycleReader(IDbContextFactory<StrikeboardDb> database, CycleContents contents, LiveBoard board)
    : ICycleReader
{
    public async Task<Page<PastCycle>> ReadAsync(
        PageRequest page,
        CycleFilter filter,
        CancellationToken cancellationToken
    )
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var query = Filtered(db, filter with { From = page.From, To = page.To });
        var total = await query.LongCountAsync(cancellationToken);
        if (long.TryParse(page.After, CultureInfo.InvariantCulture, out var after))
            query = query.Where(row => row.Id < after);
        var rows = await query.OrderByDescending(row => row.Id).Take(page.Rows + 1).ToListAsync(cancellationToken);
        var items = await WithContentAsync(db, rows[..Math.Min(rows.Count, page.Rows)], cancellationToken);
        return new(items, total, rows.Count > page.Rows ? items[^1].Id.ToString(CultureInfo.InvariantCulture) : null);
    }

    public async Task<KeysetCount> CountAsync(CycleFilter filter, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var all = db.Cycles.AsNoTracking();
        return await Keyset.CountAsync(all, filter == CycleFilter.None ? all : Filtered(db, filter), cancellationToken);
    }

    public async Task<IReadOnlyList<PastCycle>> SliceAsync(
        CycleFilter filter,
        KeysetSlice slice,
        CancellationToken cancellationToken
    )
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var rows = await Keyset.Slice(Filtered(db, filter), slice).ToListAsync(cancellationToken);
        return await WithContentAsync(db, rows, cancellationToken);
    }

    public async Task<int> RankAsync(
        CycleFilter filter,
        long id,
        long top,
        bool oldestFirst,
        CancellationToken cancellationToken
    )
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await Keyset.RankAsync(Filtered(db, filter), id, top, oldestFirst, cancellationToken);
    }

    public async Task<CycleDetail?> FindAsync(long id, CancellationToken cancellationToken)
    {
        var content = await contents.FindAsync(id, cancellationToken);
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var row = await db.Cycles.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancellationToken);
        // The log is a moment behind: the newest cycles are known by their contents first.
        var cycle =
            content is not null ? FromContent(content)
            : row is not null ? FromRow(row, hasContent: false)
            : null;
        if (cycle is null)
            return null;
        var previous = await db
            .Cycles.Where(r => r.Id < id)
            .OrderByDescending(r => r.Id)
            .Select(r => (long?)r.Id)
            .FirstOrDefaultAsync(cancellationToken);
        var next = await db
            .Cycles.Where(r => r.Id > id)
            .OrderBy(r => r.Id)
            .Select(r => (long?)r.Id)
            .FirstOrDefaultAsync(cancellationToken);
        var live = board.Current.Cycle?.Id;
        return new CycleDetail(cycle, content, previous, next ?? (live > id ? live : null));
    }

    private async Task<List<PastCycle>> WithContentAsync(
        StrikeboardDb db,
        List<CycleRow> rows,
        CancellationToken cancellationToken
    )
    {
        var ids = rows.ConvertAll(row => row.Id);
        var stored = await db
            .CycleContents.Where(row => ids.Contains(row.Id))
            .Select(row => row.Id)
            .ToHashSetAsync(cancellationToken);
        return rows.ConvertAll(row => FromRow(row, stored.Contains(row.Id) || contents.IsInMemory(row.Id)));
    }

    private static IQueryable<CycleRow> Filtered(StrikeboardDb db, CycleFilter filter)
    {
        var query = (filter.Step, filter.SlowerThanMs) switch
        {
            ({ } step, null) => db.Cycles.FromSql(
                $"""
                SELECT * FROM system.cycles WHERE jsonb_path_exists(
                    steps, '$[*] ? (@.name == $step && @.outcome != 0)', jsonb_build_object('step', {step}))
                """
            ),
            ({ } step, { } ms) => db.Cycles.FromSql(
                $"""
                SELECT * FROM system.cycles WHERE jsonb_path_exists(
                    steps, '$[*] ? (@.name == $step && @.ms > $ms)', jsonb_build_object('step', {step}, 'ms', {ms}))
                """
            ),
            (null, { } ms) => db.Cycles.Where(row => row.Ms > ms),
            _ => db.Cycles.AsQueryable(),
        };
        if (filter.From is { } from)
            query = query.Where(row => row.StartedAt >= from);
        if (filter.To is { } to)
            query = query.Where(row => row.StartedAt <= to);
        if (filter.Outcome is { } outcome)
            query = query.Where(row => row.Outcome == outcome);
        return query.AsNoTracking();
    }

    private static PastCycle FromRow(CycleRow row, bool hasContent) =>
        new(
            row.Id,
            row.Generation,
            row.DueAt,
            row.StartedAt,
            row.Ms,
            row.Outcome,
            row.MissedBefore,
            JsonSerializer.Deserialize<ImmutableArray<StepReport>>(row.Steps, JsonSerializerOptions.Web),
            hasContent
        );

    private static PastCycle FromContent(CycleContent content) =>
        new(
            content.Id,
            content.Generation,
            content.DueAt,
            content.StartedAt,
            content.Ms,
            content.Outcome,
            content.MissedBefore,
            content.Steps,
            true
        );
}
