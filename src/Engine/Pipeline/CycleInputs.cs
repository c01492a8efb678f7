using System.Collections.Immutable;
using Strikeboard.Engine.Prices;
using Strikeboard.Model;

namespace Strikeboard.Engine.Pipeline;

/// <summary>Everything one cycle reads, captured once at its start for all symbols.</summary>
public sealed record CycleInputs
{
    public required long CycleId { get; init; }
    public required long Generation { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public required DateTimeOffset Now { get; init; }
    public int MissedBefore { get; init; }
    public required ImmutableArray<SymbolInputs> Symbols { get; init; }
}

/// <summary>One symbol's share of the inputs.</summary>
public sealed record SymbolInputs
{
    public required long CycleId { get; init; }
    public required Symbol Symbol { get; init; }
    public required DateTimeOffset Now { get; init; }

    /// <summary>The same for all symbols of a cycle.</summary>
    public PipelineChoices Choices { get; init; } = PipelineChoices.Default;
    public required string PriceSource { get; init; }
    public PriceReading? Reading { get; init; }
    public SourceStatus? PriceSourceStatus { get; init; }
    public required PriceCapture Prices { get; init; }

    /// <summary>The index that settles; null where the account may not see it, and until its first print.</summary>
    public IndexCapture? Index { get; init; }
    public required string MarketSource { get; init; }
    public required ImmutableArray<string> Series { get; init; }
    public SourceStatus? MarketSourceStatus { get; init; }
    public required MarketCapture Markets { get; init; }
}
