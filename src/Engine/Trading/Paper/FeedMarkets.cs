using Strikeboard.Exchanges;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Paper;

/// <summary>The markets that the venue's own feed follows.</summary>
public sealed class FeedMarkets(
    IMarketFeed feed,
    IMarketDepth depth,
    ISettlementHistory history,
    IReadOnlyCollection<string> series
) : IPaperMarkets
{
    public event Action<MarketSettled>? Settled
    {
        add => feed.Settled += value;
        remove => feed.Settled -= value;
    }

    public PaperMarket? Find(string instrument)
    {
        foreach (var one in feed.Capture(series).Events)
        {
            foreach (var market in one.Markets)
            {
                if (market.Ticker == instrument)
                    return new PaperMarket(market, one.Series, depth.Depth(instrument));
            }
        }
        return null;
    }

    public async Task<IReadOnlyList<MarketSettled>> ReadSettledAsync(
        string series,
        string eventTicker,
        CancellationToken cancellationToken
    )
    {
        var read = await history.ReadSettledAsync(series, eventTicker, cancellationToken);
        return read.IsOk ? read.Value : [];
    }
}
