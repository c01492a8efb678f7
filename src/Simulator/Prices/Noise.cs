namespace Strikeboard.Simulator.Prices;

/// <summary>Randomness by address instead of by order: the same key and index always give the same draw.</summary>
internal static class Noise
{
    public static ulong Mix(ulong key, ulong index)
    {
        unchecked
        {
            var z = key + ((index + 1) * 0x9E3779B97F4A7C15UL);
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }

    public static ulong Key(int seed, string name)
    {
        var key = Mix(0x5354524B, unchecked((ulong)seed));
        foreach (var letter in name)
        {
            key = Mix(key, letter);
        }
        return key;
    }

    /// <summary>Uniform in (0, 1).</summary>
    public static double Uniform(ulong key, long index) =>
        ((Mix(key, unchecked((ulong)index)) >> 11) + 0.5) / (1UL << 53);

    public static double Normal(ulong key, long index) => NormalQuantile(Uniform(key, index));

    /// <summary>A smooth curve through one normal draw per lattice point; its standard deviation lies between 0.7 and 1.</summary>
    public static double Smooth(ulong key, double x)
    {
        var cell = Math.Floor(x);
        var f = x - cell;
        var weight = f * f * (3 - (2 * f));
        var left = Normal(key, (long)cell);
        return left + (weight * (Normal(key, (long)cell + 1) - left));
    }

    /// <summary>Rational approximation of the inverse normal distribution; relative error about 1e-9, plenty for a pretended market.</summary>
    public static double NormalQuantile(double p)
    {
        const double low = 0.02425;
        if (p < low)
        {
            return Tail(Math.Sqrt(-2 * Math.Log(p)));
        }
        if (p > 1 - low)
        {
            return -Tail(Math.Sqrt(-2 * Math.Log(1 - p)));
        }
        var q = p - 0.5;
        var r = q * q;
        var above =
            (
                (
                    (
                        (
                            (((((-39.69683028665376 * r) + 220.9460984245205) * r) - 275.9285104469687) * r)
                            + 138.3577518672690
                        ) * r
                    ) - 30.66479806614716
                ) * r
            ) + 2.506628277459239;
        var below =
            (
                (
                    (
                        (
                            (((((-54.47609879822406 * r) + 161.5858368580409) * r) - 155.6989798598866) * r)
                            + 66.80131188771972
                        ) * r
                    ) - 13.28068155288572
                ) * r
            ) + 1;
        return above * q / below;
    }

    private static double Tail(double q)
    {
        var above =
            (
                (
                    (
                        (
                            (((((-0.007784894002430293 * q) - 0.3223964580411365) * q) - 2.400758277161838) * q)
                            - 2.549732539343734
                        ) * q
                    ) + 4.374664141464968
                ) * q
            ) + 2.938163982698783;
        var below =
            (
                (
                    (((((0.007784695709041462 * q) + 0.3224671290700398) * q) + 2.445134137142996) * q)
                    + 3.754408661907416
                ) * q
            ) + 1;
        return above / below;
    }
}
