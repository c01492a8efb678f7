using System.Collections.Immutable;
using Strikeboard.Model;

namespace Strikeboard.Engine.Prices;

/// <summary>Candles for charts: of our own log where it has them, of the venue elsewhere.</summary>
public interface ICandleReader
{
    /// <summary>The lengths there are, shortest first.</summary>
    IReadOnlyList<TimeSpan> Lengths { get; }

    /// <summary>Those that begin in [from, to), both on the length's own grid; at most <see cref="CandleChart.MostCandles"/>.</summary>
    Task<CandleChart> ReadAsync(
        Symbol symbol,
        TimeSpan length,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken cancellationToken
    );
}

/// <param name="Candles">Oldest first; what neither of us has is missing.</param>
/// <param name="Gaps">The stretches without a candle.</param>
/// <param name="Trouble">Why the venue could not be asked; empty where it was, or need not be.</param>
public sealed record CandleChart(ImmutableArray<SourcedCandle> Candles, ImmutableArray<CandleGap> Gaps, string Trouble)
{
    public const int MostCandles = 1_500;
}

/// <param name="Source">"log" for our own, which know no volume, else the venue's name.</param>
public sealed record SourcedCandle(Candle Candle, string Source);

public sealed record CandleGap(DateTimeOffset From, DateTimeOffset To);
