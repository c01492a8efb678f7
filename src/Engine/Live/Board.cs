using System.Collections.Immutable;
using Strikeboard.Model;

namespace Strikeboard.Engine.Live;

/// <summary>Everything a screen may show at one instant, as one unchanging object.</summary>
public sealed record Board
{
    public static readonly Board Empty = new();

    /// <summary>Rises with every change, whatever changed.</summary>
    public long Version { get; init; }

    /// <summary>The last cycle, failed or not.</summary>
    public CycleSnapshot? Cycle { get; init; }

    /// <summary>Per symbol the last cycle in which all five steps succeeded; it ages while later ones fail.</summary>
    public ImmutableDictionary<Symbol, SymbolSnapshot> LastGood { get; init; } =
        ImmutableDictionary<Symbol, SymbolSnapshot>.Empty;

    /// <summary>The last 300 cycles, oldest first.</summary>
    public ImmutableArray<CycleMark> Strip { get; init; } = [];
    public PipelineStatus Pipeline { get; init; } = PipelineStatus.Initial;
    public ImmutableSortedDictionary<string, SourceStatus> Sources { get; init; } =
        ImmutableSortedDictionary<string, SourceStatus>.Empty;
    public ImmutableDictionary<Symbol, PriceTick> Ticks { get; init; } = ImmutableDictionary<Symbol, PriceTick>.Empty;
    public LeaderStatus Leader { get; init; } = LeaderStatus.Nobody;

    /// <summary>All that take a slot.</summary>
    public ImmutableDictionary<Guid, Position> Positions { get; init; } = ImmutableDictionary<Guid, Position>.Empty;
    public AccountView Account { get; init; } = AccountView.Unknown;
    public RiskView Risk { get; init; } = RiskView.Unknown;

    /// <summary>The newest 50 events, newest first.</summary>
    public ImmutableArray<SystemEvent> Events { get; init; } = [];

    /// <summary>
    /// What to show of a symbol: this cycle's part when all its steps succeeded, else the last good one, which its own
    /// time of making shows as old.
    /// </summary>
    public SymbolSnapshot? Shown(Symbol symbol) => LastGood.GetValueOrDefault(symbol) ?? Cycle?.Of(symbol);
}

/// <summary>One cycle in the strip.</summary>
public sealed record CycleMark(
    long Id,
    DateTimeOffset DueAt,
    double Ms,
    CycleOutcome Outcome,
    int MissedBefore,
    string? FirstError
);
