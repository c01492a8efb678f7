using Strikeboard.Quant.Settlement;

namespace Strikeboard.Quant.Strikes;

public enum ContractSide
{
    Yes,
    No,
}

/// <summary>
/// One line of the strike table. Quotes, spread, fees, differences and edges are cents per contract; probabilities and Kelly
/// fractions 0 to 1. What cannot be said (a side nobody offers, a deviation of zero) is null.
/// </summary>
public sealed record StrikeRow
{
    public required string Ticker { get; init; }
    public required StrikeTerms Terms { get; init; }

    /// <summary>The strike as people say it.</summary>
    public required decimal Strike { get; init; }
    public decimal? YesBid { get; init; }
    public decimal? YesAsk { get; init; }
    public decimal? NoBid { get; init; }
    public decimal? NoAsk { get; init; }

    /// <summary>Ask − bid of Yes; negative where the book is crossed and the row unusable.</summary>
    public decimal? Spread { get; init; }

    /// <summary>Raw model probability of Yes.</summary>
    public required double PYes { get; init; }

    /// <summary>Distance of spot from the strike in dollars, positive while it stands at Yes.</summary>
    public required double BufferUsd { get; init; }
    public required double BufferPct { get; init; }

    /// <summary>The same from the expected settlement value, in standard deviations.</summary>
    public double? BufferSigma { get; init; }
    public required ContractSide ActiveSide { get; init; }
    public required double ActiveProb { get; init; }

    /// <summary>100 · probability − ask.</summary>
    public double? YesDiff { get; init; }
    public double? NoDiff { get; init; }
    public decimal? YesFee { get; init; }
    public decimal? NoFee { get; init; }

    /// <summary>Difference after the fee: expected profit if bought at the ask and held.</summary>
    public double? YesEdge { get; init; }
    public double? NoEdge { get; init; }

    /// <summary>Full Kelly fraction; order sizing takes a quarter of it.</summary>
    public double? YesKelly { get; init; }
    public double? NoKelly { get; init; }
    public double? ActiveEdge { get; init; }
    public decimal? ActiveAsk { get; init; }

    /// <summary>Contracts traded.</summary>
    public decimal? Volume { get; init; }

    public bool IsCrossed => Spread < 0;
}
