namespace Strikeboard.Model;

/// <summary>One contract of the strike table. Prices, differences, fees and edges are cents; null where a side cannot be traded.</summary>
public sealed record StrikeRow
{
    public required string Ticker { get; init; }
    public required StrikeType StrikeType { get; init; }
    public decimal? FloorStrike { get; init; }
    public decimal? CapStrike { get; init; }
    public required decimal Strike { get; init; }
    public decimal? YesBid { get; init; }
    public decimal? YesAsk { get; init; }
    public decimal? NoBid { get; init; }
    public decimal? NoAsk { get; init; }
    public decimal? Spread { get; init; }
    public required double PYes { get; init; }
    public double BufferUsd { get; init; }
    public double BufferPct { get; init; }
    public double? BufferSigma { get; init; }
    public Side ActiveSide { get; init; }
    public double ActiveProb { get; init; }
    public double? YesDiff { get; init; }
    public double? NoDiff { get; init; }
    public decimal? YesFee { get; init; }
    public decimal? NoFee { get; init; }
    public double? YesEdge { get; init; }
    public double? NoEdge { get; init; }
    public double? YesKelly { get; init; }
    public double? NoKelly { get; init; }
    public double? ActiveEdge { get; init; }
    public decimal? ActiveAsk { get; init; }
    public decimal Volume { get; init; }
    public decimal OpenInterest { get; init; }
    public DateTimeOffset? QuoteAsOf { get; init; }
    public Quality Quality { get; init; }

    /// <summary>What to call it now, after it was made at the given time.</summary>
    public Quality QualityAt(DateTimeOffset madeAt, DateTimeOffset now) =>
        QuoteAsOf is { } proven
            ? QualityRules.Aged(Quality, now - madeAt, now - proven, FreshnessLimits.MarketBooks)
            : QualityRules.Aged(Quality, now - madeAt);
}
