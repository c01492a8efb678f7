using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Strikeboard.Web.Parts.Tables;

/// <summary>
/// One row. Written by hand and not as markup: a viewer's table is drawn eighty rows a second, and a cell that is plain text
/// takes half of what a fragment takes.
/// </summary>
public sealed class TableRow<T> : ComponentBase
{
    private (TableFace<T> Face, T Row, int Place, bool Open)? _drawn;

    [Parameter, EditorRequired]
    public TableFace<T> Face { get; set; } = default!;

    [Parameter, EditorRequired]
    public T Row { get; set; } = default!;

    /// <summary>Counted from zero in all that the filters let through.</summary>
    [Parameter, EditorRequired]
    public int Place { get; set; }

    [Parameter]
    public bool Open { get; set; }

    /// <summary>A row is a value: the same one needs no new drawing, however often its table is renewed.</summary>
    protected override bool ShouldRender() =>
        Face.Shape.Ticking
        || _drawn is not { } drawn
        || !ReferenceEquals(drawn.Face, Face)
        || drawn.Place != Place
        || drawn.Open != Open
        || !EqualityComparer<T>.Default.Equals(drawn.Row, Row);

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        _drawn = (Face, Row, Place, Open);
        builder.OpenElement(0, "tr");
        builder.AddAttribute(1, "class", Face.Shape.RowClass?.Invoke(Row));
        builder.AddAttribute(2, "data-key", Face.Shape.KeyOf(Row));
        builder.AddAttribute(3, "data-place", Number(Place));
        builder.AddAttribute(4, "tabindex", "-1");
        builder.AddAttribute(5, "aria-rowindex", Number(Place + Face.HeadRows + 1));
        builder.AddAttribute(6, "aria-selected", Open ? "true" : "false");
        foreach (var cell in Face.Cells)
            Draw(builder, cell);
        builder.CloseElement();
    }

    private void Draw(RenderTreeBuilder builder, CellFace<T> cell)
    {
        if (cell.Column.Head)
        {
            builder.OpenElement(7, "th");
            builder.AddAttribute(8, "scope", "row");
        }
        else
        {
            builder.OpenElement(9, "td");
        }
        builder.AddAttribute(10, "class", cell.ClassOf(Row));
        builder.AddAttribute(11, "data-title", cell.Title);
        if (cell.Column.Term?.Invoke(Row) is { } term && Face.Query[term.Key] != term.Value)
        {
            builder.OpenElement(12, "a");
            builder.AddAttribute(13, "class", "cell-link");
            builder.AddAttribute(14, "href", Face.Query.With(term.Key, term.Value).On(Face.Path));
            builder.AddAttribute(15, "title", "Only these");
            Fill(builder, cell.Column);
            builder.CloseElement();
        }
        else
        {
            Fill(builder, cell.Column);
        }
        builder.CloseElement();
    }

    private void Fill(RenderTreeBuilder builder, TableColumn<T> column)
    {
        if (column.Cell is { } own)
            builder.AddContent(16, own(Row));
        else if (column.Text is { } word)
            builder.AddContent(17, word(Row));
        else if (column.Value(Row) is DateTimeOffset at)
            Fill(builder, at);
        else
            builder.AddContent(
                21,
                column.Value(Row) switch
                {
                    null => "–",
                    bool yes => yes ? "yes" : "no",
                    IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
                    var other => other.ToString(),
                }
            );
    }

    private static void Fill(RenderTreeBuilder builder, DateTimeOffset at)
    {
        builder.OpenComponent<Moment>(18);
        builder.AddComponentParameter(19, nameof(Moment.At), at);
        builder.AddComponentParameter(20, nameof(Moment.Long), true);
        builder.CloseComponent();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
