namespace Strikeboard.Simulator.Kalshi;

internal enum Channel
{
    OrderbookDelta,
    Ticker,
    Trade,
    MarketLifecycle,
    Fill,
    UserOrders,
    MarketPositions,
    Index,
}

internal static class Channels
{
    private static readonly (Channel Channel, string Name)[] Names =
    [
        (Channel.OrderbookDelta, "orderbook_delta"),
        (Channel.Ticker, "ticker"),
        (Channel.Trade, "trade"),
        (Channel.MarketLifecycle, "market_lifecycle_v2"),
        (Channel.Fill, "fill"),
        (Channel.UserOrders, "user_orders"),
        (Channel.MarketPositions, "market_positions"),
        (Channel.Index, "cfbenchmarks_value"),
    ];

    public static Channel? Parse(string? name)
    {
        foreach (var known in Names)
        {
            if (string.Equals(known.Name, name, StringComparison.Ordinal))
            {
                return known.Channel;
            }
        }
        return null;
    }

    public static string Name(Channel channel) => Array.Find(Names, n => n.Channel == channel).Name;

    /// <summary>Channels whose frames are numbered, so that a client can see what it lost.</summary>
    public static bool IsSequenced(Channel channel) =>
        channel is Channel.OrderbookDelta or Channel.Trade or Channel.MarketLifecycle or Channel.Index;

    /// <summary>Channels that carry every market of the account or of the exchange; market lists are ignored.</summary>
    public static bool CoversEverything(Channel channel) =>
        channel
            is Channel.MarketLifecycle
                or Channel.Fill
                or Channel.UserOrders
                or Channel.MarketPositions
                or Channel.Index;

    /// <summary>What stands still while the venue's publisher does: everything that would tell of a change.</summary>
    public static bool IsNews(string type) =>
        type
            is "orderbook_delta"
                or "ticker"
                or "trade"
                or "cfbenchmarks_value"
                or "market_lifecycle_v2"
                or "fill"
                or "user_order"
                or "market_position";
}
