namespace Strikeboard.Quant.Strikes;

/// <summary>The figures of a row that the watchlist looks at.</summary>
public readonly record struct WatchlistCandidate(
    decimal Strike,
    double? ActiveProb,
    double? ActiveEdge,
    decimal? Volume,
    decimal? Spread,
    decimal? ActiveAsk,
    double? BufferSigma
)
{
    public static WatchlistCandidate From(StrikeRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new WatchlistCandidate(
            row.Strike,
            row.ActiveProb,
            row.ActiveEdge,
            row.Volume,
            row.Spread,
            row.ActiveAsk,
            row.BufferSigma
        );
    }
}
