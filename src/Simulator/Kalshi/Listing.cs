namespace Strikeboard.Simulator.Kalshi;

/// <summary>Every market that is listed, by its ticker.</summary>
internal sealed class Listing
{
    private readonly Dictionary<string, Market> markets = new(StringComparer.Ordinal);

    public Market? Find(string? ticker) => ticker is null ? null : markets.GetValueOrDefault(ticker);

    public void Add(Market market) => markets[market.Ticker] = market;

    public void Remove(Market market) => markets.Remove(market.Ticker);
}
