using Strikeboard.Quant.Numbers;
using Strikeboard.Quant.Settlement;

namespace Strikeboard.Quant.Strikes;

/// <summary>No automated entry against a moving price.</summary>
public static class MomentumGuard
{
    /// <summary>Momentum in percent that may run against the side.</summary>
    public const double DefaultLimit = 0.15;

    /// <summary>Unknown momentum refuses: it cannot be said that nothing runs against the side. A range is hurt from both directions.</summary>
    public static bool Allows(StrikeType type, ContractSide side, double? momentum, double limit = DefaultLimit)
    {
        Require.NotNegative(limit);
        if (momentum is not { } percent)
        {
            return false;
        }

        Require.Finite(percent);
        var yesGainsFrom = type switch
        {
            StrikeType.Less => -percent,
            StrikeType.Between => -Math.Abs(percent),
            _ => percent,
        };
        var against = side == ContractSide.Yes ? -yesGainsFrom : yesGainsFrom;
        return Tolerance.AtMost(against, limit);
    }
}
