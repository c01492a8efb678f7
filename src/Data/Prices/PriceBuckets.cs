using Strikeboard.Model;

namespace Strikeboard.Data.Prices;

/// <summary>A stretch of the price log, thinned so that its drawing looks as if every row had been drawn.</summary>
/// <param name="Rows">Of each bucket the first, the last, the lowest and the highest row, and both ends of each gap; in order of time.</param>
/// <param name="Averages">The mean of the observed prices of each bucket that has any, at the bucket's last second.</param>
public sealed record PriceBuckets(
    IReadOnlyList<PriceRow> Rows,
    IReadOnlyList<PriceGap> Gaps,
    IReadOnlyList<BucketAverage> Averages
);

/// <summary>Nothing was logged between these two seconds, which both have a row.</summary>
public readonly record struct PriceGap(DateTimeOffset Before, DateTimeOffset After);

/// <param name="Sum">Of the observed prices, with their number, so that buckets can be joined.</param>
public readonly record struct BucketAverage(DateTimeOffset End, decimal Sum, int Count);
