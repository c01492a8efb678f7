using System.Collections.Immutable;

namespace Strikeboard.Web.Parts.Charts;

/// <summary>The same points as rows: one for each X, a column for each series.</summary>
internal sealed record ChartTable(ImmutableArray<ChartRow> Rows, int Total)
{
    /// <summary>More rows than this nobody reads; the file has all.</summary>
    public const int MostRows = 300;

    public static ChartTable Of(ChartModel model)
    {
        var cells = new SortedDictionary<double, ChartPoint?[]>();
        for (var column = 0; column < model.Series.Length; column++)
        {
            foreach (var point in model.Series[column].Points)
            {
                if (!cells.TryGetValue(point.X, out var row))
                    cells[point.X] = row = new ChartPoint?[model.Series.Length];
                row[column] = point;
            }
        }
        var rows = cells.Select(cell => new ChartRow(cell.Key, [.. cell.Value]));
        // Of times the newest is what people look for; a scale of numbers is read from its beginning.
        if (model.X.Scale == ChartScale.Time)
            rows = rows.Reverse();
        return new ChartTable([.. rows.Take(MostRows)], cells.Count);
    }
}

internal sealed record ChartRow(double X, ImmutableArray<ChartPoint?> Cells)
{
    public bool IsGap => Cells.All(cell => cell?.Y is null);
}
