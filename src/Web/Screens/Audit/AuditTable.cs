using Microsoft.AspNetCore.Components;
using Strikeboard.Engine.Commands;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Tables;

namespace Strikeboard.Web.Screens.Audit;

/// <summary>The audit as a table, and what its address asks of it.</summary>
internal static class AuditTable
{
    private const string At = "time";

    public static TableShape<AuditEntry> Shape(RenderFragment<AuditEntry> verdict) =>
        new("audit", "Audit records")
        {
            KeyOf = e => e.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Say = e => $"{e.Command}, record {e.Id}",
            Order = $"-{At}",
            Columns =
            [
                new(At, "Time", e => e.At) { Width = 176, Moment = true },
                Plain("actor", "Who", e => e.Actor, 120) with
                {
                    Term = e => new TableTerm("actor", e.Actor),
                },
                Plain("role", "Role", e => e.Role, 100) with
                {
                    Spare = true,
                },
                Plain("command", "Command", e => e.Command, 150) with
                {
                    Head = true,
                    Class = "mono",
                    Term = e => new TableTerm("command", e.Command),
                },
                Plain("target", "On", e => e.Target, null),
                Plain("verdict", "Verdict", e => e.Verdict, 110) with
                {
                    Cell = verdict,
                    Term = e => new TableTerm("verdict", e.Verdict),
                },
                Plain("reason", "Reason", e => e.Reason, null),
                Plain("via", "Via", e => e.Via, 100) with
                {
                    Minor = true,
                    Term = e => new TableTerm("via", e.Via),
                },
                Plain("address", "Address", e => e.Address, 130) with
                {
                    Spare = true,
                    Minor = true,
                },
                Plain("refusal", "Refusal", e => e.RefusalCode, 140) with
                {
                    Spare = true,
                },
                Plain("id", "Record", e => e.Id, 90) with
                {
                    Numeric = true,
                    Spare = true,
                },
                Plain("commandId", "Command id", e => e.CommandId, 290) with
                {
                    Spare = true,
                    Minor = true,
                },
                Plain("content", "Content", e => e.Content, null) with
                {
                    Spare = true,
                },
            ],
            Filters =
            [
                new TableFilter("text", "Search on and reason"),
                new TableFilter("command", "Command"),
                new TableFilter("actor", "By"),
                new TableFilter("verdict", "Verdict", FilterKind.Choice)
                {
                    Choices =
                    [
                        .. Enum.GetNames<CommandVerdict>()
                            .Select(word => new FilterChoice(word, word.ToLowerInvariant())),
                    ],
                },
                new TableFilter("via", "Via"),
                new TableFilter("commandId", "Command id"),
                new TableFilter("from", "From", FilterKind.Moment),
                new TableFilter("to", "Until", FilterKind.Moment),
            ],
        };

    public static AuditFilter FilterOf(TableQuery query) =>
        new()
        {
            From = query["from"] is { } from ? TableFilter.Moment(from) : null,
            To = query["to"] is { } to ? TableFilter.Moment(to) : null,
            Command = query["command"],
            Actor = query["actor"],
            // What is no id at all belongs to no record.
            CommandId =
                query["commandId"] is not { } id ? null
                : Guid.TryParse(id, out var parsed) ? parsed
                : Guid.Empty,
            Verdict = query["verdict"],
            Via = query["via"],
            Text = query["text"],
        };

    public static bool OldestFirst(TableQuery query) => query.Order == At;

    private static TableColumn<AuditEntry> Plain(
        string key,
        string title,
        Func<AuditEntry, object?> value,
        int? width
    ) => new(key, title, value) { Width = width, Sortable = false };
}
