using System.Globalization;
using System.Text;

namespace Strikeboard.Web.Api;

/// <summary>Lists as RFC 4180 text. A cell that a spreadsheet would run as a formula is written as text.</summary>
public static class Csv
{
    private const string Formula = "=+-@\t\r";
    private static readonly System.Buffers.SearchValues<char> Quoted = System.Buffers.SearchValues.Create(",\"\r\n");

    public static string Write<T>(IEnumerable<T> rows, IReadOnlyList<CsvColumn<T>> columns)
    {
        var text = new StringBuilder();
        text.AppendJoin(',', columns.Select(column => Cell(column.Name))).Append("\r\n");
        foreach (var row in rows)
            text.AppendJoin(',', columns.Select(column => Cell(column.Value(row)))).Append("\r\n");
        return text.ToString();
    }

    internal static string Cell(object? value) =>
        value switch
        {
            null => "",
            string text => Quote(Harmless(text)),
            Enum word => Camel(word.ToString()),
            bool yes => yes ? "true" : "false",
            DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            IFormattable number => Quote(number.ToString(null, CultureInfo.InvariantCulture)),
            _ => Quote(Harmless(value.ToString() ?? "")),
        };

    private static string Harmless(string text) =>
        text.Length > 0 && Formula.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;

    private static string Quote(string text) =>
        text.AsSpan().ContainsAny(Quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private static string Camel(string word) => char.ToLowerInvariant(word[0]) + word[1..];
}

public sealed record CsvColumn<T>(string Name, Func<T, object?> Value);
