namespace Strikeboard.Exchanges.Coinbase;

public enum CoinbaseFrameKind
{
    Malformed,
    Ticker,
    Heartbeat,
    Subscriptions,
    Error,

    /// <summary>A channel that is new to us: proof of life, nothing more.</summary>
    Other,
}

/// <summary>One frame, read. The tickers are in the buffer that was handed in.</summary>
/// <param name="Rejected">Tickers that said something impossible and were left out.</param>
/// <param name="Acknowledged">Of a list of subscriptions: our products on the ticker channel.</param>
public readonly record struct CoinbaseFrame(
    CoinbaseFrameKind Kind,
    long? Sequence,
    DateTimeOffset Time,
    int Tickers,
    int Rejected,
    int Acknowledged,
    string Problem
)
{
    public static CoinbaseFrame Malformed(string problem) =>
        new(CoinbaseFrameKind.Malformed, null, default, 0, 0, 0, problem);
}

public readonly record struct CoinbaseTicker(int Product, decimal Price, decimal? BestBid, decimal? BestAsk);
