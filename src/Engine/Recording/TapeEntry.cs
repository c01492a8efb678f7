using System.Collections.Immutable;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Prices;
using Strikeboard.Engine.Recording.Outputs;
using Strikeboard.Model;

namespace Strikeboard.Engine.Recording;

/// <summary>One thing that a recording holds, in the order in which it took place.</summary>
internal abstract record TapeEntry;

/// <summary>The first of each part: who recorded, with which settings, and what the outputs were made of.</summary>
/// <param name="Lost">Entries that could not be kept before this part began.</param>
internal sealed record PartStarted(RecordedBy By, DateTimeOffset At, long Lost) : TapeEntry;

/// <summary>All that a price memory knew when the part began, so that the part stands alone.</summary>
internal sealed record MemoryTold(PriceMemoryState State) : TapeEntry;

internal sealed record TickAdded(Symbol Symbol, long Number, PriceTick Tick) : TapeEntry;

internal sealed record MemoryWarmed(Symbol Symbol, long Number, ImmutableArray<PriceRow> Rows) : TapeEntry;

internal sealed record SourceTold(SourceStatus Status) : TapeEntry;

internal sealed record ContractSettled(MarketSettled Settled) : TapeEntry;

internal sealed record ContractsChanged(MarketsChanged Changed) : TapeEntry;

/// <summary>The settings with which the cycles after it ran, until the next word about them.</summary>
internal sealed record ChoicesMade(PipelineChoices Choices) : TapeEntry;

/// <summary>
/// A beat: what it captured and what came of it. Of the price history only the count of changes is kept: the ticks before
/// it are on the same recording.
/// </summary>
internal sealed record CycleRan(CycleInputs Inputs, CycleOutputs Outputs) : TapeEntry;
