namespace Strikeboard.Web.Parts.Tables;

/// <summary>What a table is made of, without its rows. One for each screen, made once.</summary>
/// <param name="Name">Short and lasting: saved views hang on it.</param>
public sealed record TableShape<T>(string Name, string Title)
{
    public required IReadOnlyList<TableColumn<T>> Columns { get; init; }
    public IReadOnlyList<TableFilter> Filters { get; init; } = [];
    public required Func<T, string> KeyOf { get; init; }

    /// <summary>What a row is called, for the panel beside the table and for readers of the screen.</summary>
    public required Func<T, string> Say { get; init; }

    /// <summary>A column's key, with a minus for falling; empty for the order of the rows themselves.</summary>
    public string Order { get; init; } = "";
    public Func<T, string?>? RowClass { get; init; }

    /// <summary>Its cells count time: they are drawn again although the row is the same.</summary>
    public bool Ticking { get; init; }

    /// <summary>Rows on a phone become cards; a table of few narrow columns stays one.</summary>
    public bool Cards { get; init; } = true;

    public bool Grouped => Columns.Any(column => column.Group is not null);

    public IReadOnlyList<TableColumn<T>> ColumnsOf(TableQuery query)
    {
        if (query.Columns.IsEmpty)
            return [.. Columns.Where(column => !column.Spare)];
        var chosen = query
            .Columns.Select(key => Columns.FirstOrDefault(column => column.Key == key))
            .OfType<TableColumn<T>>()
            .ToList();
        chosen.InsertRange(0, Columns.Where(column => column.Head && !chosen.Contains(column)));
        return chosen;
    }

    public TableColumn<T>? Column(string? key) => Columns.FirstOrDefault(column => column.Key == key);

    /// <summary>Its order by the address, or its own.</summary>
    public (TableColumn<T>? Column, bool Falling) OrderOf(TableQuery query)
    {
        var order = query.Order.Length > 0 ? query.Order : Order;
        var falling = order.StartsWith('-');
        return (Column(falling ? order[1..] : order), falling);
    }
}
