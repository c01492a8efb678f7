using Strikeboard.Exchanges.Kalshi;
using Strikeboard.Quant.Fees;

namespace Strikeboard.Engine.Trading.Paper;

/// <summary>How the local venue fills.</summary>
public sealed record PaperOptions
{
    /// <summary>The ledger: below the mode's own folder, so that no other mode ever reads it.</summary>
    public required string File { get; init; }

    /// <summary>What a new account begins with, in dollars. Default 1000.</summary>
    public decimal StartCash { get; init; } = 1000m;

    /// <summary>Between a request and its arrival at the book, in milliseconds. Default 150.</summary>
    public int LatencyMs { get; init; } = 150;

    /// <summary>So many ticks worse than the book shows are takers filled. Default 0.</summary>
    public int SlippageTicks { get; init; }

    /// <summary>How orders that rested are charged. Default: not at all, as the crypto series do.</summary>
    public FeeKind Fees { get; init; } = FeeKind.Quadratic;

    /// <summary>How often resting orders, expiries and settlements are looked at, in milliseconds. Default 250.</summary>
    public int BeatMs { get; init; } = 250;

    /// <summary>The shard on which the account's money lies.</summary>
    public int Shard { get; init; } = KalshiOptions.CryptoShard;
}
