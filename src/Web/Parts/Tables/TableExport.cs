using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Strikeboard.Web.Api;
using Strikeboard.Web.Parts.Settings;

namespace Strikeboard.Web.Parts.Tables;

/// <summary>Writes what a table shows: its rows as filtered and sorted, its columns in their order, times with their zone.</summary>
public sealed class TableExport<T>(TableShape<T> shape, TableQuery query, TableSnapshot<T> snapshot, ViewerClock clock)
{
    /// <summary>More is a job for the database, not for a browser.</summary>
    public const int MostRows = 250_000;
    private const int Stretch = 1000;

    private readonly IReadOnlyList<TableColumn<T>> _columns = shape.ColumnsOf(query);

    /// <summary>Such as events-20260131-120000.csv.</summary>
    public string FileName(string ending) =>
        $"{shape.Name}-{snapshot.At.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}.{ending}";

    public async Task WriteCsvAsync(Stream to, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        text.AppendJoin(',', _columns.Select(column => Csv.Cell(TitleOf(column)))).Append("\r\n");
        await foreach (var rows in StretchesAsync(cancellationToken))
        {
            foreach (var row in rows)
                text.AppendJoin(',', _columns.Select(column => Csv.Cell(Plain(column.Value(row))))).Append("\r\n");
            await to.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellationToken);
            text.Clear();
        }
        await to.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellationToken);
    }

    public async Task WriteJsonAsync(Stream to, CancellationToken cancellationToken)
    {
        var options = new JsonWriterOptions { Indented = false, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        await using var json = new Utf8JsonWriter(to, options);
        json.WriteStartObject();
        json.WriteString("table", shape.Name);
        json.WriteString("zone", clock.Zone.Id);
        json.WriteString("asOf", clock.Iso8601(snapshot.At));
        json.WriteString("query", query.ViewText());
        json.WriteNumber("matching", snapshot.Matching);
        json.WriteNumber("inAll", snapshot.InAll);
        json.WriteStartArray("rows");
        await foreach (var rows in StretchesAsync(cancellationToken))
        {
            foreach (var row in rows)
                Write(json, row);
            await json.FlushAsync(cancellationToken);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json, T row)
    {
        json.WriteStartObject();
        foreach (var column in _columns)
        {
            json.WritePropertyName(column.Key);
            JsonSerializer.Serialize(json, Plain(column.Value(row)), ApiJson.Options);
        }
        json.WriteEndObject();
    }

    private async IAsyncEnumerable<IReadOnlyList<T>> StretchesAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var last = Math.Min(snapshot.Matching, MostRows);
        for (var start = 0; start < last; start += Stretch)
            yield return await snapshot.ReadAsync(start, Math.Min(Stretch, last - start), cancellationToken);
    }

    private string TitleOf(TableColumn column) =>
        column.Moment ? $"{column.FullTitle} ({clock.Zone.Id})" : column.FullTitle;

    private object? Plain(object? value) =>
        value switch
        {
            DateTimeOffset at => clock.Iso8601(at),
            TimeSpan span => span.TotalSeconds,
            _ => value,
        };
}
