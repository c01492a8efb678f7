using System.Collections.Immutable;
using System.Globalization;
using Strikeboard.Engine.Pipeline;

namespace Strikeboard.Web.Screens.Pipeline;

/// <summary>
/// Where the boxes and arrows of the pipeline stand: across on a desk, downwards on a phone. Columns follow from the declared
/// dependencies, so a sixth step finds its place by itself.
/// </summary>
public sealed record StepGraph(int Width, int Height, ImmutableArray<StepBox> Boxes, ImmutableArray<StepArrow> Arrows)
{
    private const int BoxWidth = 266;
    private const int ColumnGap = 46;
    private const int RowGap = 16;
    private const int Margin = 6;
    private const int Gutter = 24;

    public static StepGraph Across(IReadOnlyList<StepInfo> steps, int boxHeight)
    {
        var depth = Depths(steps);
        var columns = steps
            .GroupBy(step => depth[step.Name])
            .OrderBy(column => column.Key)
            .Select(column => column.ToArray())
            .ToArray();
        var rows = columns.Max(column => column.Length);
        var height = rows * boxHeight + (rows - 1) * RowGap + 2 * (Margin + Gutter);
        var boxes = ImmutableArray.CreateBuilder<StepBox>();
        for (var column = 0; column < columns.Length; column++)
        {
            var own = columns[column].Length * boxHeight + (columns[column].Length - 1) * RowGap;
            var top = (height - own) / 2;
            for (var row = 0; row < columns[column].Length; row++)
            {
                var x = Margin + column * (BoxWidth + ColumnGap);
                boxes.Add(new StepBox(columns[column][row], x, top + row * (boxHeight + RowGap), BoxWidth, boxHeight));
            }
        }
        var width = columns.Length * BoxWidth + (columns.Length - 1) * ColumnGap + 2 * Margin;
        var placed = boxes.ToImmutable();
        return new StepGraph(width, height, placed, ArrowsOf(placed, (from, to) => AcrossPath(from, to, height)));
    }

    public static StepGraph Down(IReadOnlyList<StepInfo> steps, int boxHeight)
    {
        var left = Margin + 3 * Gutter / 2;
        var boxes = steps
            .Select((step, row) => new StepBox(step, left, Margin + row * (boxHeight + RowGap), BoxWidth, boxHeight))
            .ToImmutableArray();
        var height = steps.Count * boxHeight + (steps.Count - 1) * RowGap + 2 * Margin;
        return new StepGraph(left + BoxWidth + Margin, height, boxes, ArrowsOf(boxes, DownPath));
    }

    private static Dictionary<string, int> Depths(IReadOnlyList<StepInfo> steps)
    {
        var depths = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var step in steps)
            depths[step.Name] = step.Requires.IsEmpty
                ? 0
                : step.Requires.Max(name => depths.GetValueOrDefault(name)) + 1;
        return depths;
    }

    private static ImmutableArray<StepArrow> ArrowsOf(
        ImmutableArray<StepBox> boxes,
        Func<StepBox, StepBox, string> path
    ) =>
        [
            .. boxes.SelectMany(to =>
                to.Step.Requires.Select(name => boxes.FirstOrDefault(box => box.Step.Name == name))
                    .OfType<StepBox>()
                    .Select(from => new StepArrow(from.Step.Name, to.Step.Name, path(from, to)))
            ),
        ];

    private static string AcrossPath(StepBox from, StepBox to, int height)
    {
        var (x1, y1) = (from.X + from.Width, from.Y + from.Height / 2);
        var (x2, y2) = (to.X, to.Y + to.Height / 2);
        if (x2 - x1 <= ColumnGap)
            return Text($"M{x1} {y1}C{x1 + 30} {y1} {x2 - 30} {y2} {x2} {y2}");
        // An arrow that skips a column goes round the boxes in between, on the side where it starts.
        var above = y1 <= height / 2;
        var edge = above ? Margin + Gutter / 3 : height - Margin - Gutter / 3;
        var (startX, startY) = (from.X + from.Width / 2 + 60, above ? from.Y : from.Y + from.Height);
        var (endX, endY) = (to.X + to.Width / 2, above ? to.Y : to.Y + to.Height);
        return Text(
            $"M{startX} {startY}C{startX} {edge} {startX + 20} {edge} {startX + 60} {edge}L{endX - 60} {edge}C{endX - 10} {edge} {endX} {edge} {endX} {endY}"
        );
    }

    private static string DownPath(StepBox from, StepBox to)
    {
        var apart = Math.Min(3, (to.Y - from.Y) / (from.Height + RowGap));
        if (apart == 1)
            return Text($"M{from.X + 40} {from.Y + from.Height}L{to.X + 40} {to.Y}");
        var x = from.X - 10 * apart;
        var (y1, y2) = (from.Y + from.Height / 2, to.Y + to.Height / 2 - 8 * apart);
        return Text($"M{from.X} {y1}C{x} {y1} {x} {y1} {x} {y1 + 20}L{x} {y2 - 20}C{x} {y2} {x} {y2} {to.X} {y2}");
    }

    private static string Text(FormattableString path) => path.ToString(CultureInfo.InvariantCulture);
}

public sealed record StepBox(StepInfo Step, int X, int Y, int Width, int Height);

public sealed record StepArrow(string From, string To, string Path);
