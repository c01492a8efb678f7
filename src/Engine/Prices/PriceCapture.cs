using System.Collections.Immutable;
using Strikeboard.Model;

namespace Strikeboard.Engine.Prices;

/// <summary>What a cycle reads of one symbol's price history: figures of one instant, independent of later ticks.</summary>
public sealed record PriceCapture
{
    public static readonly PriceCapture Empty = new();

    /// <summary>How many ticks and warm starts had gone into the memory: a recording finds the instant again by it.</summary>
    public long Changes { get; init; }

    /// <summary>The second of the newest observed row.</summary>
    public DateTimeOffset? LatestSecond { get; init; }
    public PriceDeltas Deltas { get; init; } = PriceDeltas.Unknown;
    public double? Momentum { get; init; }
    public decimal? OneMinuteAverage { get; init; }

    /// <summary>The newest rows, oldest first; enough for the settlement minute.</summary>
    public ImmutableArray<PriceRow> LastMinute { get; init; } = [];
    public double? SigmaPerSecond { get; init; }
    public bool VolatilityReady { get; init; }
}
