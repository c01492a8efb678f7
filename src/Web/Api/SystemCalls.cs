using System.Collections.Frozen;
using Strikeboard.Engine;
using Strikeboard.Engine.Commands;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Operations;
using Strikeboard.Model;
using Strikeboard.Web.Access;
using Strikeboard.Web.Live;
using Strikeboard.Web.Standby;

namespace Strikeboard.Web.Api;

/// <summary>The system as a whole, and the verbs that change it.</summary>
internal static class SystemCalls
{
    private static readonly FrozenDictionary<string, Command> Verbs = new Dictionary<string, Command>(
        StringComparer.Ordinal
    )
    {
        ["start"] = new StartPipeline(),
        ["stop"] = new StopPipeline(),
        ["restart"] = new RestartPipeline(),
        ["pause-entries"] = new PauseEntries(),
        ["resume-entries"] = new ResumeEntries(),
        ["cancel-orders"] = new CancelOrders(),
        ["flatten"] = new Flatten(),
        ["kill"] = new Kill(),
        ["rearm"] = new Rearm(),
        ["shutdown"] = new ShutDown(),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Promised, and refused with a clear word as long as there is nothing for them to act on.</summary>
    private static readonly FrozenSet<string> DeskVerbs = FrozenSet.Create(StringComparer.Ordinal, "maintenance");

    public static void MapSystem(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/api/system").WithTags("System");
        group.MapGet("/status", StatusAsync).AnswersOnAnyNode();
        group.MapGet("/health", Probes.Health).AnswersOnAnyNode();
        // Which verbs a node may do that does not lead is the desk's affair.
        group.MapPost("/control/{verb}", ControlAsync).RequireRateLimiting(RateLimits.Control).AnswersOnAnyNode();
    }

    private static async Task<IResult> StatusAsync(
        SystemStates states,
        LiveBoard board,
        LiveClients clients,
        IEventLog events,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var pipeline = board.Current.Pipeline;
        var uptime = (time.GetUtcNow() - states.StartedAt).TotalSeconds;
        var counted = await events.ReadAsync(new PageRequest(Limit: 1), null, null, null, cancellationToken);
        return TypedResults.Ok(
            new SystemStatusAnswer(
                states.Current,
                states.StartedAt,
                Math.Round(uptime, 1),
                [],
                new SystemMetrics(
                    0,
                    clients.Count,
                    Math.Round(uptime, 1),
                    pipeline.TotalCycles,
                    pipeline.SuccessfulCycles,
                    pipeline.MissedTicks
                ),
                clients.Count,
                counted.Total
            )
        );
    }

    private static async Task<IResult> ControlAsync(
        string verb,
        HttpContext context,
        ICommandDesk desk,
        ReasonBody? body,
        CancellationToken cancellationToken
    )
    {
        if (Verbs.TryGetValue(verb, out var command))
            return await desk.RunAsync(context, command, body?.Reason, cancellationToken);
        return DeskVerbs.Contains(verb)
            ? Problems.NoDesk(verb)
            : Problems.Of(
                StatusCodes.Status404NotFound,
                "unknown_verb",
                $"There is no verb '{Problems.Shown(verb)}'.",
                ("known", string.Join(", ", Verbs.Keys.Concat(DeskVerbs).Order(StringComparer.Ordinal)))
            );
    }
}

internal sealed record SystemStatusAnswer(
    SystemState State,
    DateTimeOffset StartedAt,
    double UptimeSeconds,
    IReadOnlyList<string> ActiveWorkflows,
    SystemMetrics Metrics,
    int Clients,
    long EventCount
);

internal sealed record SystemMetrics(
    int ActiveWorkflows,
    int WebsocketClients,
    double UptimeSeconds,
    long TotalCycles,
    long SuccessfulCycles,
    long MissedTicks
);
