using System.Collections.Immutable;

namespace Strikeboard.Engine.Jobs;

/// <summary>What both schedulers do, for the Jobs screen and REST. Changes go through commands.</summary>
public interface IJobBoard
{
    Task<ImmutableArray<JobView>> ListAsync(CancellationToken cancellationToken);

    /// <summary>The newest runs first; none for a job that is not known.</summary>
    Task<ImmutableArray<JobRun>> HistoryAsync(string jobId, int most, CancellationToken cancellationToken);
}

/// <param name="Id">scheduler:name, the id that commands take.</param>
public sealed record JobView(
    string Id,
    string Scheduler,
    string Name,
    string Description,
    string Schedule,
    string State,
    DateTimeOffset? PreviousFire,
    DateTimeOffset? NextFire,
    bool Running,
    double? LastMs,
    string? LastError
)
{
    /// <summary>Null while it does not run.</summary>
    public JobActivity? Activity { get; init; }

    /// <summary>succeeded, failed, cancelled or skipped; null before the first run.</summary>
    public string? LastOutcome { get; init; }
    public DateTimeOffset? LastRunAt { get; init; }
    public string? LastSummary { get; init; }

    /// <summary>The middle of the last runs that succeeded.</summary>
    public double? TypicalMs { get; init; }
    public long Runs { get; init; }
    public long Failures { get; init; }
}

/// <summary>A run under way, on whichever node.</summary>
/// <param name="Percent">Null for a job that does not tell.</param>
public sealed record JobActivity(
    string RunId,
    string Node,
    DateTimeOffset Since,
    int? Percent,
    string? Message,
    bool CancelAsked
);

/// <summary>A run that has ended.</summary>
/// <param name="Outcome">succeeded, failed, cancelled or skipped.</param>
/// <param name="Manual">Somebody asked for it.</param>
public sealed record JobRun(
    DateTimeOffset At,
    double Ms,
    string Outcome,
    string? Summary,
    string? Error,
    string Node,
    bool Manual
);
