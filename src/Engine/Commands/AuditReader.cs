using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Strikeboard.Data;
using Strikeboard.Data.Operations;

namespace Strikeboard.Engine.Commands;

internal sealed class AuditReader(IDbContextFactory<StrikeboardDb> database) : IAuditReader
{
    public async Task<Page<AuditEntry>> ReadAsync(
        PageRequest page,
        string? command,
        string? actor,
        CancellationToken cancellationToken
    )
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var filter = new AuditFilter
        {
            From = page.From,
            To = page.To,
            Command = command,
            Actor = actor,
        };
        var query = filter.Apply(db.Audit.AsNoTracking());
        var total = await query.LongCountAsync(cancellationToken);
        if (long.TryParse(page.After, CultureInfo.InvariantCulture, out var after))
            query = query.Where(row => row.Id < after);
        var rows = await query.OrderByDescending(row => row.Id).Take(page.Rows + 1).ToListAsync(cancellationToken);
        var items = rows.Take(page.Rows).Select(FromRow).ToList();
        return new(items, total, rows.Count > page.Rows ? items[^1].Id.ToString(CultureInfo.InvariantCulture) : null);
    }

    public async Task<KeysetCount> CountAsync(AuditFilter filter, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var all = db.Audit.AsNoTracking();
        return await Keyset.CountAsync(all, filter.Apply(all), cancellationToken);
    }

    public async Task<IReadOnlyList<AuditEntry>> SliceAsync(
        AuditFilter filter,
        KeysetSlice slice,
        CancellationToken cancellationToken
    )
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var rows = await Keyset.Slice(filter.Apply(db.Audit.AsNoTracking()), slice).ToListAsync(cancellationToken);
        return rows.ConvertAll(FromRow);
    }

    public async Task<int> RankAsync(
        AuditFilter filter,
        long id,
        long top,
        bool oldestFirst,
        CancellationToken cancellationToken
    )
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await Keyset.RankAsync(filter.Apply(db.Audit.AsNoTracking()), id, top, oldestFirst, cancellationToken);
    }

    private static AuditEntry FromRow(AuditRow row) =>
        new(
            row.Id,
            row.At,
            row.CommandId,
            row.Command,
            row.Target,
            row.ActorName,
            row.ActorRole,
            row.Via,
            row.Address,
            row.Reason,
            row.Verdict,
            row.RefusalCode,
            row.Content,
            row.Before,
            row.After
        );
}
