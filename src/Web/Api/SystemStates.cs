using Strikeboard.Engine.Live;
using Strikeboard.Model;

namespace Strikeboard.Web.Api;

/// <summary>The seven words for the system as a whole. They say nothing of single services or of the pipeline's own health.</summary>
public enum SystemState
{
    Initializing,
    Ready,
    Running,
    Degraded,
    Maintenance,
    Error,
    Shutdown,
}

public sealed class SystemStates(
    LiveBoard board,
    IHealthReader health,
    IHostApplicationLifetime life,
    TimeProvider time
)
{
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();

    public DateTimeOffset StartedAt => _startedAt;

    public SystemState Current =>
        life.ApplicationStopping.IsCancellationRequested ? SystemState.Shutdown : Judge(board.Current, health.Current);

    /// <summary>A stopped pipeline leaves the system ready; a running one with something critical down is degraded.</summary>
    internal static SystemState Judge(Board board, HealthReport health)
    {
        var pipeline = board.Pipeline;
        if (Is(health, "database", "critical") || Is(health, "database", "unhealthy"))
            return SystemState.Error;
        if (board.Leader.IsAnother)
            return SystemState.Ready;
        return pipeline.State switch
        {
            PipelineState.Starting => SystemState.Initializing,
            PipelineState.Stopped when pipeline.DesiredRunning && board.Cycle is null => SystemState.Initializing,
            PipelineState.Stopped or PipelineState.Stopping => SystemState.Ready,
            PipelineState.Paused => SystemState.Degraded,
            _ when pipeline.Health != PipelineHealth.Healthy || health.Status != "healthy" => SystemState.Degraded,
            _ => SystemState.Running,
        };
    }

    private static bool Is(HealthReport health, string check, string status) =>
        !health.Checks.IsDefault && health.Checks.Any(c => c.Name == check && c.Status == status);
}
