using System.Collections.Immutable;
using Strikeboard.Model;

namespace Strikeboard.Engine.Pipeline.Contents;

/// <summary>Looks back at cycles: a list to find one in, by page for programs and by any stretch for screens, and all that is kept of one.</summary>
public interface ICycleReader : IKeysetReader<PastCycle, CycleFilter>
{
    Task<Page<PastCycle>> ReadAsync(PageRequest page, CycleFilter filter, CancellationToken cancellationToken);

    /// <summary>Null where there was no such cycle, or it has been forgotten.</summary>
    Task<CycleDetail?> FindAsync(long id, CancellationToken cancellationToken);
}

/// <param name="Step">Only cycles in which this step did not succeed; with <paramref name="SlowerThanMs"/>, was slower.</param>
/// <param name="SlowerThanMs">Of the whole cycle, or of the step where one is named.</param>
/// <param name="From">Started then or later.</param>
/// <param name="To">Started then or before.</param>
public sealed record CycleFilter(
    CycleOutcome? Outcome = null,
    string? Step = null,
    double? SlowerThanMs = null,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null
)
{
    public static CycleFilter None { get; } = new();
}

/// <param name="Steps">Over all symbols.</param>
/// <param name="HasContent">Whether what it read and made can still be seen.</param>
public sealed record PastCycle(
    long Id,
    long Generation,
    DateTimeOffset DueAt,
    DateTimeOffset StartedAt,
    double Ms,
    CycleOutcome Outcome,
    int MissedBefore,
    ImmutableArray<StepReport> Steps,
    bool HasContent
);

/// <param name="Content">Null where it is not kept any more.</param>
/// <param name="Previous">Number of the cycle before; null for the oldest that is known.</param>
public sealed record CycleDetail(PastCycle Cycle, CycleContent? Content, long? Previous, long? Next);
