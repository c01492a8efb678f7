using Strikeboard.Engine.Live;
using Strikeboard.Model;

namespace Strikeboard.Web.Api.Shapes;

public sealed record StatusShape(
    PipelineState State,
    string Desired,
    long Generation,
    DateTimeOffset Since,
    DateTimeOffset? PausedUntil,
    PipelineHealth Health,
    int ConsecutiveFailures,
    long? Cycle,
    LastCycleShape? LastCycle,
    IReadOnlyList<SourceShape> Sources,
    LeaderStatus Leader
)
{
    public static StatusShape Of(Board board, DateTimeOffset now) =>
        new(
            board.Pipeline.State,
            board.Pipeline.DesiredRunning ? "running" : "stopped",
            board.Pipeline.Generation,
            board.Pipeline.Since,
            board.Pipeline.PausedUntil,
            board.Pipeline.Health,
            board.Pipeline.ConsecutiveFailures,
            board.Cycle?.Id,
            board.Cycle is { } cycle ? LastCycleShape.Of(cycle) : null,
            [.. board.Sources.Values.Select(source => SourceShape.Of(source, now))],
            board.Leader
        );
}

public sealed record LastCycleShape(
    long Id,
    DateTimeOffset StartedAt,
    double Ms,
    CycleOutcome Outcome,
    IReadOnlyList<StepReport> Steps
)
{
    public static LastCycleShape Of(CycleSnapshot cycle) =>
        new(cycle.Id, cycle.StartedAt, cycle.Ms, cycle.Outcome, cycle.Steps);
}

public sealed record SourceShape(
    string Name,
    SourceState State,
    Quality Quality,
    long? AgeMs,
    Transport Transport,
    string Reason,
    ConditionsShape? Conditions
)
{
    public static SourceShape Of(SourceStatus source, DateTimeOffset now) =>
        new(
            source.Name,
            source.State,
            source.QualityAt(now),
            Ages.Ms(now, source.LastFrameAt),
            source.Transport,
            source.Reason,
            source.Conditions is { } conditions ? ConditionsShape.Of(conditions, now) : null
        );
}
