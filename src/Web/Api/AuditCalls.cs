using Strikeboard.Engine.Commands;

namespace Strikeboard.Web.Api;

/// <summary>What was asked for and what became of it.</summary>
internal static class AuditCalls
{
    private static readonly CsvColumn<AuditEntry>[] Columns =
    [
        new("id", e => e.Id),
        new("at", e => e.At),
        new("commandId", e => e.CommandId),
        new("command", e => e.Command),
        new("target", e => e.Target),
        new("actor", e => e.Actor),
        new("role", e => e.Role),
        new("via", e => e.Via),
        new("address", e => e.Address),
        new("reason", e => e.Reason),
        new("verdict", e => e.Verdict),
        new("refusalCode", e => e.RefusalCode),
        new("content", e => e.Content),
        new("before", e => e.Before),
        new("after", e => e.After),
    ];

    public static void MapAudit(this IEndpointRouteBuilder api) =>
        api.MapGet("/api/audit", ReadAsync).WithTags("Operations");

    private static async Task<IResult> ReadAsync(
        HttpContext context,
        [AsParameters] ListParameters list,
        string? command,
        string? actor,
        IAuditReader audit,
        CancellationToken cancellationToken
    ) =>
        list.TryRead(out var page) is { } problem
            ? problem
            : Lists.Answer(context, list, await audit.ReadAsync(page, command, actor, cancellationToken), Columns);
}
