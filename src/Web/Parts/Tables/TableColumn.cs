using Microsoft.AspNetCore.Components;

namespace Strikeboard.Web.Parts.Tables;

/// <summary>A column by what menus, heads and addresses need to know of it.</summary>
/// <param name="Key">Short and lasting: it stands in addresses and saved views.</param>
public abstract record TableColumn(string Key, string Title)
{
    /// <summary>The definition: formula, window, source; shown on hover.</summary>
    public string? About { get; init; }

    /// <summary>What a run of columns shares, written above them, such as YES.</summary>
    public string? Group { get; init; }

    /// <summary>Right-aligned.</summary>
    public bool Numeric { get; init; }

    /// <summary>Its value is a moment: the head names the zone.</summary>
    public bool Moment { get; init; }

    /// <summary>It names the row, and is always shown.</summary>
    public bool Head { get; init; }

    /// <summary>Shown only by those who ask for it.</summary>
    public bool Spare { get; init; }

    /// <summary>Left out of a card on a phone.</summary>
    public bool Minor { get; init; }

    public bool Sortable { get; init; } = true;

    /// <summary>In pixels; null shares what is left over.</summary>
    public int? Width { get; init; }
    public string? Class { get; init; }

    /// <summary>Apart from others of the same title, for menus and exports.</summary>
    public string FullTitle => Group is null ? Title : $"{Group} {Title}";
}

/// <param name="Value">What an export writes, and what is sorted by unless <see cref="Order"/> says otherwise.</param>
public sealed record TableColumn<T>(string Key, string Title, Func<T, object?> Value) : TableColumn(Key, Title)
{
    /// <summary>How it is drawn where words are not enough.</summary>
    public RenderFragment<T>? Cell { get; init; }

    /// <summary>How it is written; null writes the value.</summary>
    public Func<T, string>? Text { get; init; }

    public Func<T, IComparable?>? Order { get; init; }

    /// <summary>Further classes of this row's cell.</summary>
    public Func<T, string?>? Tone { get; init; }

    /// <summary>What the table is narrowed to by a click on the cell.</summary>
    public Func<T, TableTerm?>? Term { get; init; }

    internal IComparable? OrderOf(T row) => Order is null ? Value(row) as IComparable : Order(row);
}
