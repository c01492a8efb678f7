using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Exits;

/// <summary>What is seen of an instrument at a tick or a cycle. What is left out was not looked at now.</summary>
public readonly record struct ExitFacts(DateTimeOffset Now, ExitPrint? Print = null, ExitChance? Chance = null);

/// <summary>The best prices of the held side, in dollars, as one source has them.</summary>
/// <param name="AsOf">When the source last proved them.</param>
/// <param name="Quality">Its own word when they were taken; they age from there.</param>
public readonly record struct ExitPrint(
    decimal? Bid,
    decimal? Ask,
    DateTimeOffset AsOf,
    Transport Transport,
    string Source,
    Quality Quality = Quality.Live
)
{
    public static ExitPrint Of(MarketQuote quote, Side side, string source) =>
        side == Side.Yes
            ? new(quote.YesBid?.Dollars, quote.YesAsk?.Dollars, quote.AsOf, quote.Transport, source)
            : new(1m - quote.YesAsk?.Dollars, 1m - quote.YesBid?.Dollars, quote.AsOf, quote.Transport, source);

    /// <summary>Real and fresh, and a book that somebody could trade in.</summary>
    internal bool CanBeJudged(DateTimeOffset now) =>
        Bid is > 0m and < 1m
        && !(Bid >= Ask)
        && ExitJudge.IsReal(Quality)
        && now - AsOf >= -ExitJudge.Ahead
        && ExitJudge.IsReal(QualityRules.OfBook(Transport, now - AsOf));
}

/// <summary>The model's chance of the held side, as one cycle has it.</summary>
public readonly record struct ExitChance(double Chance, long CycleId, DateTimeOffset AsOf, Quality Quality)
{
    internal bool CanBeJudged(DateTimeOffset now) =>
        Chance is >= 0 and <= 1
        && now - AsOf >= -ExitJudge.Ahead
        && ExitJudge.IsReal(QualityRules.Aged(Quality, now - AsOf));
}
