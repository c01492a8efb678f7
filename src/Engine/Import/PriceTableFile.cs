using System.Runtime.CompilerServices;
using System.Text;
using Strikeboard.Model;

namespace Strikeboard.Engine.Import;

/// <summary>A price table of the old SQLite databases, as CSV: header variants, four delimiters, with or without a header.</summary>
internal sealed class PriceTableFile(Symbol? symbol, RowRules rules) : IOldFile
{
    public async IAsyncEnumerable<FoundPrice> ReadAsync(
        Stream content,
        ImportWatch watch,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var reader = new StreamReader(
            content,
            Encoding.UTF8,
            detectEncodingFromByteOrderMarks: true,
            leaveOpen: true
        );
        var lines = new BoundedLines(reader);
        var (columns, delimiter) = (default(PriceColumns), ',');
        while (await lines.NextAsync(cancellationToken) is { } line)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (columns is null)
            {
                delimiter = CsvCells.DelimiterOf(line);
                columns = ColumnsOf(line, delimiter);
                if (columns.HasHeader)
                    continue;
            }
            watch.Took(content.Position);
            if (Row(line, lines, columns, delimiter, watch) is { } found)
                yield return found;
        }
        if (columns is null)
            throw new OldFileException("it is empty");
    }

    private PriceColumns ColumnsOf(string first, char delimiter)
    {
        if (CsvCells.Of(first, delimiter) is not { } cells)
            throw new OldFileException("its first line has a quote that is not closed");
        return PriceColumns.Of(cells, symbol, out var reason) ?? throw new OldFileException(reason);
    }

    private FoundPrice? Row(string line, BoundedLines lines, PriceColumns columns, char delimiter, ImportWatch watch)
    {
        string reason;
        if (lines.TooLong)
            reason = $"longer than {BoundedLines.LongestLine} characters";
        else if (CsvCells.Of(line, delimiter) is not { } cells)
            reason = "a quote that is not closed";
        else if (cells.Count != columns.Count)
            reason = $"not {columns.Count} cells";
        else
        {
            var named = columns.Symbol is { } at ? cells[at] : null;
            var found = rules.Judge(lines.Number, named, symbol, cells[columns.Time], cells[columns.Price], out reason);
            if (found is not null)
                return found;
        }
        watch.Refuse(lines.Number, reason, line);
        return null;
    }
}
