using Strikeboard.Engine.Trading.Entries;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Reading;

/// <summary>Why (no) trade, as far back as it is kept: whiles with one and the same answer, newest or nearest first.</summary>
public interface IDecisionHistory : IKeysetReader<DecisionStretch, StretchFilter>
{
    /// <summary>Nearest to being entered first.</summary>
    Task<IReadOnlyList<DecisionStretch>> NearestAsync(
        StretchFilter filter,
        NearestSlice slice,
        CancellationToken cancellationToken
    );

    /// <summary>How many are nearer than this one.</summary>
    Task<int> RankNearestAsync(StretchFilter filter, NearestPlace place, long top, CancellationToken cancellationToken);

    Task<DecisionStretch?> FindAsync(long id, CancellationToken cancellationToken);

    /// <summary>All that one cycle weighed, with every condition; null where it is not kept.</summary>
    Task<WeighedCycle?> CycleAsync(long cycle, CancellationToken cancellationToken);
}

/// <summary>A while during which a side of a contract got one and the same answer, once a second.</summary>
/// <param name="SaidNo">The condition that said no first, or the desk's code; null where it was entered.</param>
/// <param name="NearestCycle">The cycle in which it was nearest to being entered: what follows is of that one.</param>
public sealed record DecisionStretch(
    long Id,
    DateTimeOffset FirstAt,
    DateTimeOffset LastAt,
    int Cycles,
    string Symbol,
    string Event,
    string Instrument,
    Side Side,
    DecisionOutcome Outcome,
    string? SaidNo,
    long NearestCycle,
    int Lacks,
    double Distance,
    decimal? Price,
    double Chance,
    double? Edge
)
{
    public NearestPlace Place => new(Lacks, Distance, Id);
}

/// <summary>Where a while stands among the nearest; of equals the newest is first.</summary>
public readonly record struct NearestPlace(int Lacks, double Distance, long Id);

/// <param name="Past">Begins behind this one; null at the beginning.</param>
public sealed record NearestSlice(long Top, NearestPlace? Past, int Skip, int Take);

/// <summary>Which whiles are wanted; null asks for nothing.</summary>
public sealed record StretchFilter
{
    /// <summary>Going on then or later, and then or before.</summary>
    public DateTimeOffset? From { get; init; }
    public DateTimeOffset? To { get; init; }
    public string? Symbol { get; init; }

    /// <summary>Found anywhere in the instrument, in whichever case.</summary>
    public string? Instrument { get; init; }
    public Side? Side { get; init; }
    public DecisionOutcome? Outcome { get; init; }

    /// <summary>What said no first.</summary>
    public string? Gate { get; init; }

    /// <summary>At most so many conditions were not met.</summary>
    public int? Lacks { get; init; }

    internal Conditions Sql() =>
        new Conditions()
            .And("s.last_at >= ?", From?.UtcDateTime)
            .And("s.first_at <= ?", To?.UtcDateTime)
            .And("s.symbol = ?", Symbol?.ToUpperInvariant())
            .AndContains("s.instrument", Instrument)
            .And("s.side = ?", Side?.ToString())
            .And("s.outcome = ?", Outcome?.ToString())
            .And("s.said_no = ?", Gate)
            .And("s.lacks <= ?", Lacks);
}
