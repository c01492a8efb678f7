using Strikeboard.Engine.Operations;
using Strikeboard.Model;

namespace Strikeboard.Web.Api;

/// <summary>The diary.</summary>
internal static class EventCalls
{
    private static readonly CsvColumn<SystemEvent>[] Columns =
    [
        new("id", e => e.Id),
        new("at", e => e.At),
        new("severity", e => e.Severity),
        new("source", e => e.Source),
        new("code", e => e.Code),
        new("message", e => e.Message),
        new(
            "facts",
            e =>
                string.Join("; ", e.Facts.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}={f.Value}"))
        ),
    ];

    public static void MapEvents(this IEndpointRouteBuilder api) =>
        api.MapGet("/api/events", ReadAsync).WithTags("Operations");

    private static async Task<IResult> ReadAsync(
        HttpContext context,
        [AsParameters] ListParameters list,
        string? severity,
        string? source,
        string? code,
        IEventLog events,
        CancellationToken cancellationToken
    )
    {
        if (list.TryRead(out var page) is { } problem)
            return problem;
        Severity? atLeast = null;
        if (severity is not null)
        {
            if (!Words.TryParse<Severity>(severity, out var parsed))
                return Problems.BadField("severity", $"one of {Words.Of<Severity>()}.");
            atLeast = parsed;
        }
        return Lists.Answer(
            context,
            list,
            await events.ReadAsync(page, atLeast, source, code, cancellationToken),
            Columns
        );
    }
}
