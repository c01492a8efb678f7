using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Prices;

/// <summary>
/// Mean of the observed prices in (now − 60 s, now], the same window rule as settlement; null where none was observed.
/// </summary>
public readonly record struct OneMinuteAverage(double? Average, int Count)
{
    private const int WindowSeconds = 60;

    public static OneMinuteAverage Compute<TRows>(long now, TRows rows)
        where TRows : IPriceRows
    {
        var (sum, count) = (0.0, 0);
        for (var second = now - WindowSeconds + 1; second <= now; second++)
        {
            if (rows.TryGet(second, out var row) && row.IsObserved)
            {
                sum += Require.Positive(row.Price);
                count++;
            }
        }

        return new OneMinuteAverage(count == 0 ? null : sum / count, count);
    }
}
