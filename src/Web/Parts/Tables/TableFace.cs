namespace Strikeboard.Web.Parts.Tables;

/// <summary>What all rows of a table have in common. While it is the same object, only a row's own value can change how the row looks.</summary>
/// <param name="Clock">Changes when times are to be written otherwise.</param>
public sealed record TableFace<T>(
    TableShape<T> Shape,
    IReadOnlyList<TableColumn<T>> Columns,
    TableQuery Query,
    string Path,
    string Clock
)
{
    public int HeadRows { get; } = Shape.Grouped ? 2 : 1;

    /// <summary>What does not change from row to row, put together once.</summary>
    internal IReadOnlyList<CellFace<T>> Cells { get; } =
    [.. Columns.Select(column => new CellFace<T>(column, Shape.Cards ? column.FullTitle : null))];

    /// <summary>This one if it is what is asked for, else a new one.</summary>
    public static TableFace<T> Of(
        TableFace<T>? before,
        TableShape<T> shape,
        IReadOnlyList<TableColumn<T>> columns,
        TableQuery query,
        string path,
        string clock
    ) =>
        before is not null
        && ReferenceEquals(before.Shape, shape)
        && ReferenceEquals(before.Columns, columns)
        && ReferenceEquals(before.Query, query)
        && before.Path == path
        && before.Clock == clock
            ? before
            : new TableFace<T>(shape, columns, query, path, clock);
}

/// <param name="Title">Stands above the value on a card; null where rows stay rows.</param>
internal sealed record CellFace<T>(TableColumn<T> Column, string? Title)
{
    private readonly Dictionary<string, string> _toned = new(StringComparer.Ordinal);

    private string? Plain { get; } =
        string.Join(
            ' ',
            new[] { Column.Numeric ? "num" : null, Column.Minor ? "minor" : null, Column.Class }.Where(word =>
                word is not null
            )
        )
            is { Length: > 0 } words
            ? words
            : null;

    public string? ClassOf(T row)
    {
        if (Column.Tone?.Invoke(row) is not { Length: > 0 } tone)
            return Plain;
        if (!_toned.TryGetValue(tone, out var toned))
            _toned[tone] = toned = Plain is null ? tone : $"{Plain} {tone}";
        return toned;
    }
}
