using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Operations;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Tables;

namespace Strikeboard.Web.Screens.Events;

/// <summary>The diary as a table, and what its address asks of the diary.</summary>
internal static class EventTable
{
    public const string At = "time";
    private const string Source = "source";
    private const string Code = "code";
    private const string Fact = "fact";

    public static TableShape<SystemEvent> Shape(IEnumerable<string> sources, RenderFragment<SystemEvent> severity) =>
        new("events", "Events")
        {
            KeyOf = e => Id(e),
            Say = e => e.Code,
            Order = $"-{At}",
            RowClass = e => e.Severity >= Severity.Error ? "grave" : null,
            Columns =
            [
                new(At, "Time", e => e.At)
                {
                    Width = 168,
                    Moment = true,
                    Class = "wrap",
                },
                new("severity", "Severity", e => e.Severity)
                {
                    Width = 100,
                    Sortable = false,
                    Cell = severity,
                    Term = e => new TableTerm("severity", Word(e.Severity)),
                },
                new(Source, "Source", e => e.Source)
                {
                    Width = 110,
                    Sortable = false,
                    Term = e => new TableTerm(Source, e.Source),
                },
                new(Code, "Kind", e => e.Code)
                {
                    Width = 190,
                    Sortable = false,
                    Class = "mono",
                    Term = e => new TableTerm(Code, e.Code),
                },
                new("what", "What happened", e => e.Message)
                {
                    Head = true,
                    Sortable = false,
                    About = "Open the row for its particulars and links",
                },
                new("facts", "Particulars", Facts)
                {
                    Sortable = false,
                    Spare = true,
                    Class = "muted",
                },
                new("id", "Number", e => e.Id)
                {
                    Width = 150,
                    Numeric = true,
                    Sortable = false,
                    Spare = true,
                    Minor = true,
                },
            ],
            Filters =
            [
                new TableFilter("text", "Search in messages"),
                new TableFilter("severity", "Severity", FilterKind.Choice)
                {
                    Choices =
                    [
                        new("warning", "warning and worse"),
                        new("error", "error and worse"),
                        new("critical", "critical"),
                        new("info", "any"),
                    ],
                },
                new TableFilter(Source, "Source")
                {
                    Choices = [.. sources.Select(name => new FilterChoice(name, name))],
                },
                new TableFilter(Code, "Kind"),
                new TableFilter(Fact, "Particular") { Relation = "such as symbol:BTC" },
                new TableFilter("from", "From", FilterKind.Moment),
                new TableFilter("to", "Until", FilterKind.Moment),
            ],
        };

    public static EventFilter FilterOf(TableQuery query) =>
        new()
        {
            From = query["from"] is { } from ? TableFilter.Moment(from) : null,
            To = query["to"] is { } to ? TableFilter.Moment(to) : null,
            AtLeast = Enum.TryParse<Severity>(query["severity"], ignoreCase: true, out var least) ? least : null,
            Source = query[Source],
            Code = query[Code],
            Text = query["text"],
            Fact = query[Fact]?.Split(':', 2) is [var name, var value] ? (name, value) : null,
        };

    public static bool OldestFirst(TableQuery query) => query.Order == At;

    public static string Id(SystemEvent happened) =>
        happened.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static string Facts(SystemEvent happened) =>
        string.Join(
            ", ",
            happened.Facts.OrderBy(fact => fact.Key, StringComparer.Ordinal).Select(fact => $"{fact.Key} {fact.Value}")
        );

    /// <summary>Where a particular leads; null where it is only a word.</summary>
    public static string? LinkOf(string name, string value) =>
        name.ToUpperInvariant() switch
        {
            "CYCLE" or "CYCLEID" => $"cycles/{Uri.EscapeDataString(value)}",
            "SYMBOL" => $"strikes/{Uri.EscapeDataString(value.ToLowerInvariant())}",
            "JOB" or "JOBID" => $"jobs?row={Uri.EscapeDataString(value)}",
            "COMMAND" or "COMMANDID" => $"audit?commandId={Uri.EscapeDataString(value)}",
            "USER" or "ACTOR" => $"audit?actor={Uri.EscapeDataString(value)}",
            "RECORD" => $"audit?row={Uri.EscapeDataString(value)}",
            _ => null,
        };

    private static string Word(Severity severity) => severity.ToString().ToLowerInvariant();
}
