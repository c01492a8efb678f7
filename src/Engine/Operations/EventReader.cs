using Microsoft.EntityFrameworkCore;
using Strikeboard.Data;
using Strikeboard.Data.Operations;
using Strikeboard.Model;

namespace Strikeboard.Engine.Operations;

/// <summary>The diary by any stretch of it.</summary>
internal sealed class EventReader(IDbContextFactory<StrikeboardDb> database) : IEventReader
{
    public async Task<KeysetCount> CountAsync(EventFilter filter, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var all = db.Events.AsNoTracking();
        return await Keyset.CountAsync(all, filter.Apply(all), cancellationToken);
    }

    public async Task<IReadOnlyList<SystemEvent>> SliceAsync(
        EventFilter filter,
        KeysetSlice slice,
        CancellationToken cancellationToken
    )
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        List<EventRow> rows = await Keyset
            .Slice(filter.Apply(db.Events.AsNoTracking()), slice)
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(EventLog.FromRow);
    }

    public async Task<int> RankAsync(
        EventFilter filter,
        long id,
        long top,
        bool oldestFirst,
        CancellationToken cancellationToken
    )
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await Keyset.RankAsync(filter.Apply(db.Events.AsNoTracking()), id, top, oldestFirst, cancellationToken);
    }

    public async Task<IReadOnlyList<string>> SourcesAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db
            .Events.Select(row => row.Source)
            .Distinct()
            .OrderBy(source => source)
            .Take(100)
            .ToListAsync(cancellationToken);
    }
}
