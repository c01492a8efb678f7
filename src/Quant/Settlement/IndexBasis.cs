using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Settlement;

/// <summary>Index − spot at a second when both were seen.</summary>
public readonly record struct BasisSample(double Second, double Difference);

/// <summary>
/// What to add to an exchange's spot where it stands in for the index, and how uncertain that is, from the last hour.
/// Zero and zero where nothing was seen.
/// </summary>
public readonly record struct IndexBasis(double Basis, double Deviation)
{
    public const double HalfLifeSeconds = 600;
    public const double MemorySeconds = 3600;

    public static IndexBasis Estimate(double now, ReadOnlySpan<BasisSample> samples)
    {
        Require.Finite(now);
        var (weight, weighted, count, sum) = (0.0, 0.0, 0, 0.0);
        foreach (var sample in samples)
        {
            if (IsRecent(now, sample))
            {
                var w = Math.Pow(2, (sample.Second - now) / HalfLifeSeconds);
                (weight, weighted) = (weight + w, weighted + (w * Require.Finite(sample.Difference)));
                (count, sum) = (count + 1, sum + sample.Difference);
            }
        }

        if (count == 0)
        {
            return default;
        }

        var (mean, squares) = (sum / count, 0.0);
        foreach (var sample in samples)
        {
            if (IsRecent(now, sample))
            {
                squares += (sample.Difference - mean) * (sample.Difference - mean);
            }
        }

        return new IndexBasis(weighted / weight, count > 1 ? Math.Sqrt(squares / (count - 1)) : 0);
    }

    private static bool IsRecent(double now, BasisSample sample) =>
        sample.Second <= now && sample.Second > now - MemorySeconds;
}
