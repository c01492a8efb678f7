using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Prices;

/// <summary>Price changes over six look-backs and their weighted mean.</summary>
public static class Momentum
{
    /// <summary>Look-backs in minutes.</summary>
    public static IReadOnlyList<int> Minutes { get; } = [1, 2, 3, 4, 15, 30];

    /// <summary>Weights of the look-backs; together one.</summary>
    public static IReadOnlyList<double> Weights { get; } = [0.30, 0.25, 0.20, 0.15, 0.05, 0.05];

    private const int CarrySeconds = 10;
    private const double LeastWeight = 0.5;
    private const int BucketLimit = 30;

    /// <summary><paramref name="now"/> is the second of the latest observed row; the caller has judged its age.</summary>
    public static MomentumReading Compute<TRows>(long now, TRows rows)
        where TRows : IPriceRows
    {
        var deltas = new PriceDelta[Minutes.Count];
        double? current = rows.TryGet(now, out var row) && row.IsObserved ? Require.Positive(row.Price) : null;
        var (weight, weighted, horizon) = (0.0, 0.0, 0.0);
        for (var i = 0; i < deltas.Length; i++)
        {
            deltas[i] = DeltaOver(Minutes[i], current, now, rows);
            if (deltas[i].Percent is { } percent)
            {
                weight += Weights[i];
                weighted += Weights[i] * percent;
                horizon += Weights[i] * 60 * Minutes[i];
            }
        }

        double? momentum = Tolerance.AtLeast(weight, LeastWeight) ? weighted / weight : null;
        return new MomentumReading(deltas, momentum, weight, weight > 0 ? horizon / weight : null, BucketOf(momentum));
    }

    /// <summary>Hundredths of a percent, halves away from zero, clamped to ±30.</summary>
    public static int? BucketOf(double? momentum) =>
        momentum is { } m
            ? (int)Math.Clamp(Math.Round(100 * m, MidpointRounding.AwayFromZero), -BucketLimit, BucketLimit)
            : null;

    private static PriceDelta DeltaOver<TRows>(int minutes, double? current, long now, TRows rows)
        where TRows : IPriceRows
    {
        if (current is not { } price)
        {
            return new PriceDelta(minutes, null, LookBack.Missing);
        }

        var (past, lookBack) = PriceAt(now - (60L * minutes), rows);
        return new PriceDelta(minutes, past is { } p ? 100 * ((price / p) - 1) : null, lookBack);
    }

    private static (double? Price, LookBack LookBack) PriceAt<TRows>(long second, TRows rows)
        where TRows : IPriceRows
    {
        if (rows.TryGet(second, out var exact))
        {
            return (Require.Positive(exact.Price), exact.IsObserved ? LookBack.Observed : LookBack.Interpolated);
        }

        for (var earlier = second - 1; earlier >= second - CarrySeconds; earlier--)
        {
            if (rows.TryGet(earlier, out var carried) && carried.IsObserved)
            {
                return (Require.Positive(carried.Price), LookBack.Carried);
            }
        }

        return (null, LookBack.Missing);
    }
}
