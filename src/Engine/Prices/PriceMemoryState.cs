using System.Collections.Immutable;
using Strikeboard.Model;
using Strikeboard.Quant.Volatility;

namespace Strikeboard.Engine.Prices;

/// <summary>All that a memory knows at one instant.</summary>
/// <param name="Changes">How many ticks and warm starts went in before.</param>
/// <param name="Rows">In no order of time: as the ring holds them.</param>
public sealed record PriceMemoryState(
    Symbol Symbol,
    long Changes,
    PriceRow? Pending,
    ImmutableArray<PriceRow> Rows,
    VolatilityState Volatility
);
