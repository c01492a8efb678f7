namespace Strikeboard.Model;

/// <summary>Where the pipeline stands and what it is asked to be.</summary>
public sealed record PipelineStatus
{
    public static readonly PipelineStatus Initial = new();

    public PipelineState State { get; init; } = PipelineState.Stopped;

    /// <summary>What an operator asked for last; kept over restarts.</summary>
    public bool DesiredRunning { get; init; } = true;

    /// <summary>Counts the accepted transitions; a command names the one it has seen.</summary>
    public long Generation { get; init; }
    public DateTimeOffset Since { get; init; }
    public DateTimeOffset? PausedUntil { get; init; }
    public int ConsecutiveFailures { get; init; }
    public long TotalCycles { get; init; }
    public long SuccessfulCycles { get; init; }
    public long MissedTicks { get; init; }

    public PipelineHealth Health =>
        State is PipelineState.Stopped or PipelineState.Stopping ? PipelineHealth.Error
        : ConsecutiveFailures >= 3 ? PipelineHealth.Degraded
        : PipelineHealth.Healthy;
}

public enum PipelineHealth
{
    Healthy,
    Degraded,
    Error,
}
