namespace Strikeboard.Simulator.Kalshi.Trading;

/// <summary>Something an account's own channels tell.</summary>
/// <param name="IsFill">The frames of one fill belong together, in every trouble too.</param>
internal sealed record UserNews(
    Account Account,
    Order Order,
    bool IsFill,
    IReadOnlyList<(Channel Channel, string Type, byte[] Body)> Frames
);

/// <summary>What has happened since the listeners were last told, in the order it happened.</summary>
internal sealed class Tape
{
    private readonly List<(Market Market, LevelChange Change)> changes = [];
    private readonly List<(Market Market, PublicTrade Trade)> trades = [];
    private readonly List<UserNews> news = [];
    private readonly HashSet<Market> touched = [];

    public IReadOnlyList<(Market Market, LevelChange Change)> Changes => changes;
    public IReadOnlyList<(Market Market, PublicTrade Trade)> Trades => trades;
    public IReadOnlyList<UserNews> News => news;
    public IReadOnlyCollection<Market> Touched => touched;

    public void Add(Market market, LevelChange change)
    {
        touched.Add(market);
        changes.Add((market, change));
    }

    public void Add(Market market, PublicTrade trade)
    {
        touched.Add(market);
        trades.Add((market, trade));
    }

    public void Add(UserNews told) => news.Add(told);

    public void Clear()
    {
        changes.Clear();
        trades.Clear();
        news.Clear();
        touched.Clear();
    }
}
