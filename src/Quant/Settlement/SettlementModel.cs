using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Settlement;

/// <summary>
/// The settlement value as the average of sixty one-second index values under Brownian increments: its moments in closed form,
/// once per event and moment, and from them the probability of any strike.
/// </summary>
public static class SettlementModel
{
    public const int WindowTicks = 60;

    public static SettlementMoments Moments(SettlementInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var spot = Require.Positive(input.Spot);
        var sigma = Require.NotNegative(input.SigmaPerSecond);
        var basis = Require.NotNegative(input.BasisDeviation);
        var seconds = Require.NotNegative(input.TimeToCloseSeconds);
        var sum = Require.Within(input.ObservedSum, 0, decimal.MaxValue);

        var remaining = RemainingTicks(seconds);
        var offset = seconds - remaining;
        var covariance = SumOfCovariances(remaining, offset);
        var effective = remaining == 0 ? 0 : covariance / ((double)remaining * remaining);
        var drift = SettlementDrift.Mean(input, remaining, offset, effective);
        var mean = ((double)sum + (remaining * spot * (1 + drift))) / WindowTicks;
        var deviation = Math.Sqrt((spot * sigma * spot * sigma * covariance / 3600) + (basis * basis));
        return new SettlementMoments(remaining, effective, drift, mean, deviation, SettledValue(input, remaining));
    }

    /// <summary>Probability of Yes. The other side is one minus it: only one side is ever computed.</summary>
    public static double ProbabilityOf(
        StrikeTerms terms,
        in SettlementMoments moments,
        SettlementDistribution distribution = default
    )
    {
        if (moments.IsCertain)
        {
            return IsCertainYes(terms, moments) ? 1 : 0;
        }

        return terms.Type switch
        {
            StrikeType.Less => Below((double)Require.Given(terms.Cap), moments, distribution),
            StrikeType.Between => InCell(
                (double)Require.Given(terms.Floor),
                (double)(Require.Given(terms.Cap) + StrikeTerms.Cent),
                moments,
                distribution
            ),
            _ => Above((double)Require.Given(terms.Floor), moments, distribution),
        };
    }

    /// <summary>P(A &gt; strike) for a whole column of strikes, in one pass and without allocation.</summary>
    public static void ProbAbove(
        ReadOnlySpan<double> strikes,
        in SettlementMoments moments,
        SettlementDistribution distribution,
        Span<double> probabilities
    )
    {
        if (probabilities.Length < strikes.Length)
        {
            throw new InvalidInputException("There must be room for every strike.", nameof(probabilities));
        }

        for (var i = 0; i < strikes.Length; i++)
        {
            probabilities[i] = ProbAbove(strikes[i], moments, distribution);
        }
    }

    /// <summary>P(A &gt; strike).</summary>
    public static double ProbAbove(
        double strike,
        in SettlementMoments moments,
        SettlementDistribution distribution = default
    ) =>
        moments.IsCertain
            ? (Tolerance.Above(moments.Mean, Require.Finite(strike)) ? 1 : 0)
            : Above(Require.Finite(strike), moments, distribution);

    internal static int RemainingTicks(double seconds) =>
        seconds <= 0 ? 0 : (int)Math.Min(WindowTicks, Math.Ceiling(seconds - Tolerance.Epsilon));

    /// <summary>P(low ≤ A &lt; high), from the tails on the side of the mean where nothing cancels.</summary>
    internal static double InCell(
        double low,
        double high,
        in SettlementMoments moments,
        SettlementDistribution distribution
    ) =>
        low > moments.Mean
            ? Above(low, moments, distribution) - Above(high, moments, distribution)
            : Below(high, moments, distribution) - Below(low, moments, distribution);

    internal static double Above(double strike, in SettlementMoments moments, SettlementDistribution distribution) =>
        distribution.Upper((strike - moments.Mean) / moments.Deviation);

    internal static double Below(double strike, in SettlementMoments moments, SettlementDistribution distribution) =>
        distribution.Lower((strike - moments.Mean) / moments.Deviation);

    // Σᵢ Σⱼ min(sᵢ, sⱼ) over the offsets sⱼ = b + j of the unknown ticks.
    private static double SumOfCovariances(int remaining, double offset)
    {
        double r = remaining;
        return Math.Max(0, (offset * r * r) + (r * (r + 1) * ((2 * r) + 1) / 6));
    }

    private static decimal? SettledValue(SettlementInput input, int remaining)
    {
        if (remaining > 0)
        {
            return null;
        }

        var average = input.ObservedSum / WindowTicks;
        return input.RoundToCents ? decimal.Round(average, 2, MidpointRounding.AwayFromZero) : average;
    }

    private static bool IsCertainYes(StrikeTerms terms, in SettlementMoments moments)
    {
        if (moments.Settled is { } settled)
        {
            return terms.IsYes(settled);
        }

        // No volatility, but ticks still to come: the mean is a computed double and compares with tolerance.
        var mean = moments.Mean;
        return terms.Type switch
        {
            StrikeType.Greater => Tolerance.Above(mean, (double)Require.Given(terms.Floor)),
            StrikeType.GreaterOrEqual => Tolerance.AtLeast(mean, (double)Require.Given(terms.Floor)),
            StrikeType.Less => Tolerance.Below(mean, (double)Require.Given(terms.Cap)),
            _ => Tolerance.AtLeast(mean, (double)Require.Given(terms.Floor))
                && Tolerance.Below(mean, (double)(Require.Given(terms.Cap) + StrikeTerms.Cent)),
        };
    }
}
