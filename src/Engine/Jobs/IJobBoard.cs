using System.Collections.Immutable;

namespace Strikeboard.Engine.Jobs;

/// <summary>What both schedulers do, for the Jobs screen and REST. Changes go through commands.</summary>
public interface IJobBoard
{
    Task<ImmutableArray<JobView>> ListAsync(CancellationToken cancellationToken);
}

/// <param name="Id">scheduler:group.name, the id that commands take.</param>
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
);
