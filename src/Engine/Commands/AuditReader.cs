using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Strikeboard.Data;

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
        var query = db.Audit.AsNoTracking();
        if (page.From is { } from)
            query = query.Where(row => row.At >= from);
        if (page.To is { } to)
            query = query.Where(row => row.At <= to);
        if (command is not null)
            query = query.Where(row => row.Command == command);
        if (actor is not null)
            query = query.Where(row => row.ActorName == actor);
        var total = await query.LongCountAsync(cancellationToken);
        if (long.TryParse(page.After, CultureInfo.InvariantCulture, out var after))
            query = query.Where(row => row.Id < after);
        var rows = await query.OrderByDescending(row => row.Id).Take(page.Rows + 1).ToListAsync(cancellationToken);
        var items = rows.Take(page.Rows)
            .Select(row => new AuditEntry(
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
            ))
            .ToList();
        return new(items, total, rows.Count > page.Rows ? items[^1].Id.ToString(CultureInfo.InvariantCulture) : null);
    }
}
