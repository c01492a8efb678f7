using System.Collections.Immutable;
using Strikeboard.Model;

namespace Strikeboard.Engine.Risk;

/// <summary>
/// All that is known of an account and an instrument when an order to open is judged, the order itself not among it. What is null
/// is not known, and what is not known denies.
/// </summary>
public sealed record RiskFacts
{
    public required DateTimeOffset Now { get; init; }

    /// <summary>The worse of the account's and the house's.</summary>
    public required RiskState? State { get; init; }

    /// <summary>Whether the venue trades at all just now, by its own word.</summary>
    public required bool? VenueTrades { get; init; }
    public required RiskInstrument? Instrument { get; init; }
    public required RiskBook? Book { get; init; }
    public required RiskBalance? Balance { get; init; }

    /// <summary>What the account holds and has under way, the owner's own positions included.</summary>
    public required ImmutableArray<RiskHolding>? Holdings { get; init; }

    /// <summary>How the trading day went so far.</summary>
    public required RiskDay? Day { get; init; }

    /// <summary>Orders to open of the last minute at least, and of the window in which look-alikes are refused.</summary>
    public required ImmutableArray<RiskOrder>? Recent { get; init; }

    /// <summary>The same with this order let through: what the next one of the same moment is judged by.</summary>
    public RiskFacts After(RiskWish wish) =>
        wish.Purpose == IntentPurpose.Exit
            ? this
            : this with
            {
                Holdings = Holdings?.Add(
                    new RiskHolding
                    {
                        Instrument = wish.Instrument,
                        Event = Instrument?.Event ?? "",
                        Symbol = Instrument?.Symbol ?? "",
                        Side = wish.Side,
                        Reserved = WorstCost.Of(wish.Quantity, wish.LimitPrice, Instrument?.FeeMultiplier ?? 1m),
                    }
                ),
                Recent = Recent?.Add(new RiskOrder(Now, wish.Instrument, wish.Side, wish.Quantity, wish.LimitPrice)),
            };
}

/// <param name="Event">The contracts that settle together.</param>
/// <param name="Symbol">What they settle on, such as BTC.</param>
/// <param name="Tick">Steps of the price, in dollars.</param>
/// <param name="Lot">Steps of the quantity.</param>
/// <param name="FeeMultiplier">The series' own.</param>
public sealed record RiskInstrument(
    string Instrument,
    string Event,
    string Symbol,
    MarketStatus Status,
    DateTimeOffset ClosesAt,
    decimal Tick = 0.01m,
    decimal Lot = 1m,
    decimal FeeMultiplier = 1m
);

/// <summary>The best prices of the side that is wished for, in dollars.</summary>
public sealed record RiskBook(decimal? Bid, decimal? Ask, Transport Transport, DateTimeOffset AsOf)
{
    public static RiskBook Of(MarketQuote quote, Side side) =>
        side == Side.Yes
            ? new RiskBook(quote.YesBid?.Dollars, quote.YesAsk?.Dollars, quote.Transport, quote.AsOf)
            : new RiskBook(1m - quote.YesAsk?.Dollars, 1m - quote.YesBid?.Dollars, quote.Transport, quote.AsOf);
}

/// <param name="Dollars">What can be spent where the instrument is traded.</param>
public sealed record RiskBalance(decimal Dollars, DateTimeOffset AsOf);

/// <summary>Dollars; losses below zero.</summary>
/// <param name="Realised">Of all that was closed on the day, without fees.</param>
/// <param name="Unrealised">Of what is held at the best bid; null where one of it has no price.</param>
/// <param name="Fees">Paid on the day, above zero.</param>
public sealed record RiskDay(decimal Realised, decimal? Unrealised, decimal Fees);

/// <summary>An order to open that left, or was about to.</summary>
public sealed record RiskOrder(DateTimeOffset At, string Instrument, Side Side, decimal Quantity, decimal LimitPrice);
