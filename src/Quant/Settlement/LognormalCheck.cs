using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Settlement;

/// <summary>
/// The same probability under driftless geometric Brownian motion, moment-matched: a cross-check on the normal, about a tenth
/// of a percentage point away at one hour and less below.
/// </summary>
public static class LognormalCheck
{
    public static double ProbAbove(SettlementInput input, decimal strike)
    {
        var moments = SettlementModel.Moments(input);
        if (moments.Remaining == 0)
        {
            return moments.Settled > strike ? 1 : 0;
        }

        var r = moments.Remaining;
        var spot = input.Spot;
        var needed = (double)((SettlementModel.WindowTicks * strike) - input.ObservedSum) / r;
        if (needed <= 0)
        {
            return 1;
        }

        var variance = LogVariance(input.SigmaPerSecond, input.TimeToCloseSeconds - r, r);
        if (variance <= 0)
        {
            return Tolerance.Above(spot, needed) ? 1 : 0;
        }

        return NormalDistribution.Lower((Math.Log(spot / needed) - (variance / 2)) / Math.Sqrt(variance));
    }

    private static double LogVariance(double sigma, double offset, int r)
    {
        var sum = 0.0;
        for (var j = 1; j <= r; j++)
        {
            sum += double.ExpM1(sigma * sigma * (offset + j)) * ((2 * (r - j)) + 1);
        }

        return double.LogP1(sum / ((double)r * r));
    }
}
