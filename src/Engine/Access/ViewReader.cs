using Microsoft.EntityFrameworkCore;
using Strikeboard.Data;
using Strikeboard.Data.Access;

namespace Strikeboard.Engine.Access;

internal sealed class ViewReader(IDbContextFactory<StrikeboardDb> database) : IViewReader
{
    public async Task<TableViewSet> ReadAsync(Guid userId, string table, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var rows = await db
            .SavedViews.AsNoTracking()
            .Where(view => view.UserId == userId && view.TableName == table)
            .OrderBy(view => view.Name)
            .ToListAsync(cancellationToken);
        return new TableViewSet(
            [
                .. rows.Where(view => view.Name != SavedView.OwnColumns)
                    .Select(view => new TableView(view.Name, view.Query, view.IsDefault, view.UsedAt)),
            ],
            rows.FirstOrDefault(view => view.Name == SavedView.OwnColumns)?.Query
        );
    }
}
