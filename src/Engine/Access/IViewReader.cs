using System.Collections.Immutable;

namespace Strikeboard.Engine.Access;

/// <summary>How people like to see their tables. Changes go through commands.</summary>
public interface IViewReader
{
    Task<TableViewSet> ReadAsync(Guid userId, string table, CancellationToken cancellationToken);
}

/// <param name="Columns">The columns someone chose, in their order and divided by commas; null for the table's own.</param>
public sealed record TableViewSet(ImmutableArray<TableView> Views, string? Columns)
{
    public static readonly TableViewSet None = new([], null);

    public TableView? Default => Views.FirstOrDefault(view => view.IsDefault);

    public TableView? LastUsed => Views.Where(view => view.UsedAt is not null).MaxBy(view => view.UsedAt);
}

/// <param name="Query">The part of the address behind the question mark.</param>
public sealed record TableView(string Name, string Query, bool IsDefault, DateTimeOffset? UsedAt);
