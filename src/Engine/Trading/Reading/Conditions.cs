using System.Globalization;
using Npgsql;

namespace Strikeboard.Engine.Trading.Reading;

/// <summary>What a list is narrowed by, as SQL with its values; what is not asked for adds nothing.</summary>
internal sealed class Conditions
{
    private readonly List<string> _parts = [];
    private readonly List<object> _values = [];

    /// <param name="sql">With a question mark where the value belongs.</param>
    public Conditions And(string sql, object? value)
    {
        if (value is null)
            return this;
        _values.Add(value);
        _parts.Add(
            sql.Replace("?", $"${_values.Count.ToString(CultureInfo.InvariantCulture)}", StringComparison.Ordinal)
        );
        return this;
    }

    public Conditions AndContains(string column, string? text) =>
        And($"{column} ILIKE ? ESCAPE '\\'", text is null ? null : Patterns.Containing(text));

    public Conditions AndBetween(string column, DateTimeOffset? from, DateTimeOffset? to) =>
        And($"{column} >= ?", from?.UtcDateTime).And($"{column} <= ?", to?.UtcDateTime);

    /// <summary>Behind a row by moment and name, both falling.</summary>
    public Conditions AndBehind(string at, string name, DateTimeOffset lastAt, string lastName)
    {
        _values.AddRange([lastAt.UtcDateTime, lastName]);
        var second = _values.Count;
        _parts.Add(string.Create(CultureInfo.InvariantCulture, $"({at}, {name}) < (${second - 1}, ${second})"));
        return this;
    }

    /// <summary>A place in a list that is ordered by several columns.</summary>
    /// <param name="sql">The columns in brackets, and the sign of the comparison.</param>
    public Conditions AndTuple(string sql, params ReadOnlySpan<object> values)
    {
        var first = _values.Count + 1;
        _values.AddRange(values);
        var places = Enumerable
            .Range(first, values.Length)
            .Select(at => string.Create(CultureInfo.InvariantCulture, $"${at}"));
        _parts.Add($"{sql} ({string.Join(", ", places)})");
        return this;
    }

    /// <summary>True for every row where nothing was asked.</summary>
    public string Sql => _parts.Count == 0 ? "true" : string.Join(" AND ", _parts);

    public void Bind(NpgsqlCommand command)
    {
        foreach (var value in _values)
            command.Parameters.AddWithValue(value);
    }
}
