using System.Collections.Immutable;
using Strikeboard.Model;

namespace Strikeboard.Engine.Prices;

/// <summary>Reads a stretch of the price log for looking at: thinned to what a drawing shows, its gaps named.</summary>
public interface IPastPrices
{
    /// <summary>The stretch must fit <see cref="PastRange.TryMake"/>.</summary>
    Task<PastPrices> ReadAsync(Symbol symbol, PastRange range, CancellationToken cancellationToken);
}

/// <param name="Points">In order of time. A point without a price is a gap: nothing was logged until the next.</param>
/// <param name="Averages">The mean of the observed prices in the minute (or the bucket, if longer) that ends there.</param>
/// <param name="AverageOver">How long that is.</param>
public sealed record PastPrices(
    Symbol Symbol,
    PastRange Range,
    ImmutableArray<PastPrice> Points,
    ImmutableArray<PastAverage> Averages,
    TimeSpan AverageOver
);

/// <param name="Kind">How the row came to be; null in a gap.</param>
public readonly record struct PastPrice(DateTimeOffset At, decimal? Price, PriceRowKind? Kind, string? Source)
{
    /// <summary>Anything but a price that came by stream at its own time.</summary>
    public bool IsEstimated => Kind is PriceRowKind.Interpolated or PriceRowKind.WarmStart || PriceRow.IsPolled(Source);
}

public readonly record struct PastAverage(DateTimeOffset At, decimal Price);
