using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Strikeboard.Data.Operations;
using Strikeboard.Model;

namespace Strikeboard.Engine.Operations;

/// <summary>Which events are wanted; null asks for nothing. The same question to the database and to what is in memory.</summary>
public sealed record EventFilter
{
    public static readonly EventFilter None = new();

    public DateTimeOffset? From { get; init; }
    public DateTimeOffset? To { get; init; }
    public Severity? AtLeast { get; init; }
    public string? Source { get; init; }

    /// <summary>A whole code, or the first part of one: "audit" finds audit.broken.</summary>
    public string? Code { get; init; }

    /// <summary>Found anywhere in the message or the code, in whichever case.</summary>
    public string? Text { get; init; }

    /// <summary>A particular and its value, such as symbol and BTC.</summary>
    public (string Name, string Value)? Fact { get; init; }

    public bool Matches(SystemEvent happened) =>
        (From is null || happened.At >= From)
        && (To is null || happened.At <= To)
        && (AtLeast is null || happened.Severity >= AtLeast)
        && (Source is null || happened.Source == Source)
        && (Code is null || happened.Code == Code || happened.Code.StartsWith($"{Code}.", StringComparison.Ordinal))
        && (
            Text is null
            || happened.Message.Contains(Text, StringComparison.OrdinalIgnoreCase)
            || happened.Code.Contains(Text, StringComparison.OrdinalIgnoreCase)
        )
        && (Fact is not { } fact || (happened.Facts.TryGetValue(fact.Name, out var value) && value == fact.Value));

    internal IQueryable<EventRow> Apply(IQueryable<EventRow> rows)
    {
        if (From is { } from)
            rows = rows.Where(row => row.At >= from);
        if (To is { } to)
            rows = rows.Where(row => row.At <= to);
        if (AtLeast is { } least)
        {
            var wanted = Enum.GetValues<Severity>().Where(severity => severity >= least).ToArray();
            rows = rows.Where(row => wanted.Contains(row.Severity));
        }
        if (Source is { } source)
            rows = rows.Where(row => row.Source == source);
        if (Code is { } code)
            rows = rows.Where(row => row.Code == code || row.Code.StartsWith(code + "."));
        if (Text is { } text)
        {
            var pattern = Patterns.Containing(text);
            rows = rows.Where(row =>
                EF.Functions.ILike(row.Message, pattern, Patterns.Escape)
                || EF.Functions.ILike(row.Code, pattern, Patterns.Escape)
            );
        }
        if (Fact is { } fact)
        {
            var wanted = JsonSerializer.Serialize(
                new Dictionary<string, string>(StringComparer.Ordinal) { [fact.Name] = fact.Value }
            );
            rows = rows.Where(row => EF.Functions.JsonContains(row.Facts, wanted));
        }
        return rows;
    }
}
