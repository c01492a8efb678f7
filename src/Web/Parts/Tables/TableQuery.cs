using System.Collections.Immutable;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Strikeboard.Web.Parts.Tables;

/// <summary>
/// All that a table is asked to show, as its address says it: /events?severity=warning&amp;off=severity&amp;sort=-time&amp;cols=time,what&amp;row=17.
/// What the table does not know of is carried along untouched.
/// </summary>
public sealed record TableQuery
{
    public const string ColumnsKey = "cols";
    public const string OrderKey = "sort";
    public const string OffKey = "off";
    public const string RowKey = "row";

    private const int MostColumns = 60;
    private const int LongestRow = 200;

    public static readonly TableQuery Empty = new();

    public ImmutableArray<TableTerm> Terms { get; init; } = [];

    /// <summary>In their order; empty for the table's own.</summary>
    public ImmutableArray<string> Columns { get; init; } = [];

    /// <summary>A column's key, with a minus for falling; empty for the table's own.</summary>
    public string Order { get; init; } = "";

    /// <summary>The row whose details lie open.</summary>
    public string? Row { get; init; }

    public ImmutableArray<KeyValuePair<string, string>> Others { get; init; } = [];

    public bool IsBare => Terms.IsEmpty && Columns.IsEmpty && Order.Length == 0 && Row is null;

    /// <summary>The value asked for, unless its chip is switched off.</summary>
    public string? this[string key] => Terms.FirstOrDefault(term => term.Key == key && term.On)?.Value;

    public static TableQuery Parse(string query, IReadOnlyList<TableFilter> filters)
    {
        var read = Empty;
        var off = "";
        foreach (var (key, values) in QueryHelpers.ParseQuery(query))
        {
            var value = values.ToString();
            if (filters.FirstOrDefault(filter => filter.Key == key) is { } filter)
            {
                if (filter.Accepts(value))
                    read = read with { Terms = read.Terms.Add(new TableTerm(key, value)) };
                continue;
            }
            switch (key)
            {
                case ColumnsKey:
                    read = read with { Columns = Split(value) };
                    break;
                case OrderKey:
                    read = read with { Order = value };
                    break;
                case RowKey when value.Length is > 0 and <= LongestRow:
                    read = read with { Row = value };
                    break;
                case OffKey:
                    off = value;
                    break;
                default:
                    read = read with { Others = read.Others.Add(KeyValuePair.Create(key, value)) };
                    break;
            }
        }
        var switchedOff = Split(off);
        return read with
        {
            Terms =
            [
                .. read.Terms.Select(term =>
                    term with
                    {
                        On = !switchedOff.Contains(term.Key, StringComparer.Ordinal),
                    }
                ),
            ],
        };
    }

    public TableQuery With(string key, string? value)
    {
        var at = Terms.ToList().FindIndex(term => term.Key == key);
        if (string.IsNullOrEmpty(value))
            return at < 0 ? this : this with { Terms = Terms.RemoveAt(at), Row = null };
        var term = new TableTerm(key, value);
        return this with { Terms = at < 0 ? Terms.Add(term) : Terms.SetItem(at, term), Row = null };
    }

    public TableQuery Switch(string key) =>
        this with
        {
            Terms = [.. Terms.Select(term => term.Key == key ? term with { On = !term.On } : term)],
            Row = null,
        };

    /// <summary>What a saved view keeps: everything but the row that happens to lie open, and what is not the table's.</summary>
    public string ViewText() => (this with { Row = null, Others = [] }).ToString();

    /// <summary>The part behind the question mark.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (key, value) in Others)
            Add(key, value);
        foreach (var term in Terms)
            Add(term.Key, term.Value);
        Add(OffKey, string.Join(',', Terms.Where(term => !term.On).Select(term => term.Key)));
        Add(OrderKey, Order);
        Add(ColumnsKey, string.Join(',', Columns));
        Add(RowKey, Row ?? "");
        return text.ToString();

        void Add(string key, string value)
        {
            if (value.Length == 0)
                return;
            if (text.Length > 0)
                text.Append('&');
            // Commas and colons may stand as they are, which keeps an address readable.
            text.Append(Uri.EscapeDataString(key))
                .Append('=')
                .Append(
                    Uri.EscapeDataString(value)
                        .Replace("%2C", ",", StringComparison.Ordinal)
                        .Replace("%3A", ":", StringComparison.Ordinal)
                );
        }
    }

    /// <summary>The address of this query on a page.</summary>
    public string On(string path) => ToString() is { Length: > 0 } query ? $"{path}?{query}" : path;

    private static ImmutableArray<string> Split(string text) =>
        [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Take(MostColumns)];
}

/// <summary>One filter in force, or laid aside for the moment.</summary>
public sealed record TableTerm(string Key, string Value, bool On = true);
