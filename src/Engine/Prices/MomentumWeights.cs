using System.Collections.Immutable;
using Strikeboard.Model;
using Strikeboard.Quant.Prices;

namespace Strikeboard.Engine.Prices;

/// <summary>How the price step weighs its look-backs, for those who show it.</summary>
public static class MomentumWeights
{
    public static ImmutableArray<WeighedDelta> Of(PriceDeltas deltas)
    {
        double?[] percents = [deltas.M1, deltas.M2, deltas.M3, deltas.M4, deltas.M15, deltas.M30];
        return
        [
            .. Momentum.Minutes.Select((minutes, i) => new WeighedDelta(minutes, Momentum.Weights[i], percents[i])),
        ];
    }
}

/// <param name="Weight">As a fraction; all together are one.</param>
/// <param name="Percent">Null while the price of that time is not known.</param>
public sealed record WeighedDelta(int Minutes, double Weight, double? Percent);
