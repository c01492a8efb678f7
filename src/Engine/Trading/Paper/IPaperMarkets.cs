using Strikeboard.Exchanges;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Paper;

/// <summary>The real markets as the local venue sees them: what can be traded, at which prices, and how it ended.</summary>
public interface IPaperMarkets
{
    /// <summary>Null where no such contract is followed.</summary>
    PaperMarket? Find(string instrument);

    /// <summary>On the thread that brought it.</summary>
    event Action<MarketSettled>? Settled;

    /// <summary>Results of an event of the past, for one that was not told; empty where there are none yet.</summary>
    Task<IReadOnlyList<MarketSettled>> ReadSettledAsync(
        string series,
        string eventTicker,
        CancellationToken cancellationToken
    );
}

/// <param name="Depth">Null where its book is not known.</param>
public sealed record PaperMarket(Market Market, string Series, MarketDepth? Depth);
