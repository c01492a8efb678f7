using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Settlement;

/// <summary>Momentum as a drift that dies away, averaged over the unknown ticks and held within a share of the deviation.</summary>
internal static class SettlementDrift
{
    public static double Mean(SettlementInput input, int remaining, double offset, double effectiveVariance)
    {
        var strength = Require.Finite(input.MomentumStrength);
        if (strength == 0 || input.MomentumPercent is not { } momentum || remaining == 0)
        {
            return 0;
        }

        var decay = Require.Positive(input.DriftDecaySeconds);
        var rate = strength * (Require.Finite(momentum) / 100) / Require.Positive(input.MomentumHorizonSeconds);
        var sum = 0.0;
        for (var j = 1; j <= remaining; j++)
        {
            sum += rate * decay * -double.ExpM1(-(offset + j) / decay);
        }

        var limit = Require.NotNegative(input.DriftLimit) * input.SigmaPerSecond * Math.Sqrt(effectiveVariance);
        return Math.Clamp(sum / remaining, -limit, limit);
    }
}
