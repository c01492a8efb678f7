namespace Strikeboard.Model;

/// <summary>The best prices of one contract and what has been traded in it.</summary>
public sealed record MarketQuote
{
    public required string Ticker { get; init; }
    public ContractPrice? YesBid { get; init; }
    public ContractPrice? YesAsk { get; init; }
    public decimal YesBidSize { get; init; }
    public decimal YesAskSize { get; init; }
    public ContractPrice? LastPrice { get; init; }
    public decimal Volume { get; init; }
    public decimal OpenInterest { get; init; }

    /// <summary>The last change, or the last proof on the same stream that nothing was missed.</summary>
    public required DateTimeOffset AsOf { get; init; }
    public required Transport Transport { get; init; }

    /// <summary>What a contract of that side can be sold for at once, in dollars.</summary>
    public decimal? Bid(Side side) => side == Side.Yes ? YesBid?.Dollars : 1m - YesAsk?.Dollars;

    /// <summary>What a contract of that side can be bought for at once, in dollars.</summary>
    public decimal? Ask(Side side) => side == Side.Yes ? YesAsk?.Dollars : 1m - YesBid?.Dollars;

    public Quality QualityAt(DateTimeOffset now) => QualityRules.OfBook(Transport, now - AsOf);
}
