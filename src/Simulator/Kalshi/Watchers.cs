namespace Strikeboard.Simulator.Kalshi;

/// <summary>Who listens, by channel. Changed and walked only under the exchange's lock.</summary>
internal sealed class Watchers
{
    public List<Subscription> Books { get; } = [];
    public List<Subscription> Tickers { get; } = [];
    public List<Subscription> Trades { get; } = [];
    public List<Subscription> Lifecycle { get; } = [];
    public List<Subscription> Index { get; } = [];
    public List<Subscription> Fills { get; } = [];
    public List<Subscription> Orders { get; } = [];
    public List<Subscription> Positions { get; } = [];

    public void LetGo(Market market)
    {
        foreach (var subscription in Books.Concat(Tickers).Concat(Trades))
        {
            subscription.Markets.Remove(market);
        }
    }

    public List<Subscription>? Of(Channel channel) =>
        channel switch
        {
            Channel.OrderbookDelta => Books,
            Channel.Ticker => Tickers,
            Channel.Trade => Trades,
            Channel.MarketLifecycle => Lifecycle,
            Channel.Index => Index,
            Channel.Fill => Fills,
            Channel.UserOrders => Orders,
            Channel.MarketPositions => Positions,
            _ => null,
        };
}
