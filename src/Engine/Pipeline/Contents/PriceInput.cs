using Strikeboard.Model;

namespace Strikeboard.Engine.Pipeline.Contents;

/// <summary>What a cycle read of a price; ages are as of the cycle's start.</summary>
public sealed record PriceInput
{
    public required string Source { get; init; }
    public SourceState? State { get; init; }
    public string Reason { get; init; } = "";
    public PriceTick? Tick { get; init; }

    /// <summary>The last frame of any kind on the same stream.</summary>
    public DateTimeOffset? ProvenAt { get; init; }
    public required Quality Quality { get; init; }
    public TimeSpan? Age { get; init; }

    /// <summary>Seconds of the last minute that are known, and how many of them were observed.</summary>
    public int SecondsKnown { get; init; }
    public int SecondsObserved { get; init; }
    public double? SigmaPerSecond { get; init; }
    public bool VolatilityReady { get; init; }

    internal static PriceInput Of(SymbolInputs read) =>
        new()
        {
            Source = read.PriceSource,
            State = read.PriceSourceStatus?.State,
            Reason = read.PriceSourceStatus?.Reason ?? "",
            Tick = read.Reading?.Tick,
            ProvenAt = read.Reading?.ProvenAt,
            Quality = read.Reading?.QualityAt(read.Now) ?? Quality.Missing,
            Age = read.Now - read.Reading?.AsOf,
            SecondsKnown = read.Prices.LastMinute.Length,
            SecondsObserved = read.Prices.LastMinute.Count(row => row.Kind == PriceRowKind.Observed),
            SigmaPerSecond = read.Prices.SigmaPerSecond,
            VolatilityReady = read.Prices.VolatilityReady,
        };
}
