using Strikeboard.Quant.Settlement;

namespace Strikeboard.Quant.Strikes;

/// <summary>Best quotes in cents; what the book does not show is null.</summary>
public readonly record struct StrikeQuotes(decimal? YesBid, decimal? YesAsk, decimal? NoBid, decimal? NoAsk)
{
    /// <summary>There is one book: an offer of Yes at 40 is a bid for No at 60. Fills the side that is missing.</summary>
    public StrikeQuotes Completed() =>
        new(YesBid ?? 100m - NoAsk, YesAsk ?? 100m - NoBid, NoBid ?? 100m - YesAsk, NoAsk ?? 100m - YesBid);
}

/// <summary>One market of an event as it comes into the strike table.</summary>
public readonly record struct StrikeMarket(string Ticker, StrikeTerms Terms, StrikeQuotes Quotes, decimal? Volume);
