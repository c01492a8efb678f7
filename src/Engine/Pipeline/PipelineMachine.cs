using Strikeboard.Model;

namespace Strikeboard.Engine.Pipeline;

/// <summary>The pipeline's states as a function of (state, event). Who calls it and what it costs is not its business.</summary>
public static class PipelineMachine
{
    /// <summary>After this many failures in a row, and every further such number, the pipeline rests.</summary>
    public const int FailuresBeforePause = 5;
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    public static Refusal? MayStart(PipelineStatus status) =>
        status.State is PipelineState.Stopped ? null
        : status.State is PipelineState.Stopping ? UnderWay(status)
        : null;

    public static Refusal? MayStop(PipelineStatus status) =>
        status.State is PipelineState.Stopping ? UnderWay(status) : null;

    public static PipelineStatus Started(PipelineStatus status, long generation, DateTimeOffset at) =>
        status.State is PipelineState.Stopped
            ? status with
            {
                State = PipelineState.Starting,
                DesiredRunning = true,
                Generation = generation,
                Since = at,
                PausedUntil = null,
                ConsecutiveFailures = 0,
            }
            : status with
            {
                DesiredRunning = true,
                Generation = Math.Max(generation, status.Generation),
            };

    public static PipelineStatus StopAsked(PipelineStatus status, long generation, DateTimeOffset at) =>
        status.State is PipelineState.Stopped
            ? status with
            {
                DesiredRunning = false,
                Generation = Math.Max(generation, status.Generation),
            }
            : status with
            {
                State = PipelineState.Stopping,
                DesiredRunning = false,
                Generation = generation,
                Since = at,
                PausedUntil = null,
            };

    public static PipelineStatus Stopped(PipelineStatus status, DateTimeOffset at) =>
        status with
        {
            State = PipelineState.Stopped,
            Since = at,
            PausedUntil = null,
            ConsecutiveFailures = 0,
        };

    public static PipelineStatus CycleEnded(PipelineStatus status, CycleSnapshot cycle, DateTimeOffset at)
    {
        if (status.State is not (PipelineState.Starting or PipelineState.Running))
            return status;
        var succeeded = cycle.Outcome == CycleOutcome.Succeeded;
        var failures = succeeded ? 0 : status.ConsecutiveFailures + 1;
        var rest = failures > 0 && failures % FailuresBeforePause == 0;
        return status with
        {
            State = rest ? PipelineState.Paused : PipelineState.Running,
            Since = rest || status.State == PipelineState.Starting ? at : status.Since,
            PausedUntil = rest ? at + Pause : null,
            ConsecutiveFailures = failures,
            TotalCycles = status.TotalCycles + 1,
            SuccessfulCycles = status.SuccessfulCycles + (succeeded ? 1 : 0),
            MissedTicks = status.MissedTicks + cycle.MissedBefore,
        };
    }

    public static PipelineStatus Rested(PipelineStatus status, DateTimeOffset now) =>
        status.State is PipelineState.Paused && now >= status.PausedUntil
            ? status with
            {
                State = PipelineState.Running,
                Since = now,
                PausedUntil = null,
            }
            : status;

    public static Refusal UnderWay(PipelineStatus status) =>
        new Refusal("transition_under_way", "Another start or stop is under way; look at the state and try again.")
            .With("state", status.State)
            .With("generation", status.Generation);
}
