using Strikeboard.Simulator.Prices;

namespace Strikeboard.Simulator.Kalshi;

/// <summary>What the maker believes the settlement value will be: a normal with this mean and standard deviation, in dollars.</summary>
internal readonly record struct FairValue(double Mean, double Deviation)
{
    private const double HalfCent = 0.005;

    public static FairValue Of(
        double current,
        double volatilityPerSecond,
        double secondsToClose,
        IReadOnlyCollection<decimal> known
    )
    {
        var open = Math.Max(0, PriceIndex.WindowPrints - known.Count);
        if (open == 0)
        {
            return new FairValue((double)known.Average(), 0);
        }
        // The sixty prints lie one second apart and end at the close; the first unknown one is this far away.
        var first = Math.Max(0, secondsToClose - open + 1);
        var mean = ((double)known.Sum() + (open * current)) / PriceIndex.WindowPrints;
        var variance = 0d;
        for (var i = 0; i < open; i++)
        {
            // Each second of movement reaches every print after it.
            variance += (first + i) * ((2 * (open - i)) - 1);
        }
        return new FairValue(mean, current * volatilityPerSecond * Math.Sqrt(variance) / PriceIndex.WindowPrints);
    }

    public double ProbabilityOf(Market market) =>
        market.StrikeType switch
        {
            StrikeType.Greater => Above((double)market.Floor!.Value + HalfCent),
            StrikeType.Less => 1 - Above((double)market.Cap!.Value - HalfCent),
            _ => Math.Max(
                0,
                Above((double)market.Floor!.Value - HalfCent) - Above((double)market.Cap!.Value + HalfCent)
            ),
        };

    private double Above(double level)
    {
        if (Deviation <= 0)
        {
            return Mean > level ? 1 : 0;
        }
        return 1 - Cumulative((level - Mean) / Deviation);
    }

    /// <summary>The normal distribution function by Hart's rational approximation in its short form; error below 1e-7.</summary>
    private static double Cumulative(double z)
    {
        var x = Math.Abs(z);
        var t = 1 / (1 + (0.2316419 * x));
        var series =
            t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        var upper = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI) * series;
        return z >= 0 ? 1 - upper : upper;
    }
}
