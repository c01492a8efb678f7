using System.Text;

namespace Strikeboard.Engine.Import;

/// <summary>
/// Cells of one line. By hand because a cell of a price table never spans lines: so a quote that nobody closed costs its own
/// line and not the rest of the file, and the line's number stays true.
/// </summary>
internal static class CsvCells
{
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    public static char DelimiterOf(string line) => Delimiters.MaxBy(delimiter => line.AsSpan().Count(delimiter));

    /// <summary>Null when a quote is not closed.</summary>
    public static List<string>? Of(string line, char delimiter)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
                cell.Append(line[i++]);
            else if (c == '"')
                quoted = !quoted;
            else if (c == delimiter && !quoted)
                Take();
            else
                cell.Append(c);
        }
        Take();
        return quoted ? null : cells;

        void Take()
        {
            cells.Add(cell.ToString().Trim());
            cell.Clear();
        }
    }
}
