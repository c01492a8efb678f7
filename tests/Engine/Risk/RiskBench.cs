using System.Collections.Immutable;
using Strikeboard.Engine.Risk;
using Strikeboard.Model;

namespace Strikeboard.Engine.Tests.Risk;

/// <summary>An account with money, a market with a book, and an order that nothing speaks against.</summary>
internal static class RiskBench
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 17, 0, 0, TimeSpan.Zero);
    public const string Ticker = "KXBTCD-26MAR0213-T99999.99";
    public const string Event = "KXBTCD-26MAR0213";

    public static RiskLimits Limits { get; } = new();

    public static RiskWish Wish { get; } =
        new()
        {
            Instrument = Ticker,
            Side = Side.Yes,
            Purpose = IntentPurpose.Entry,
            Quantity = 5,
            LimitPrice = 0.90m,
        };

    public static RiskFacts Facts { get; } =
        new()
        {
            Now = Noon,
            State = RiskState.Active,
            VenueTrades = true,
            Instrument = new RiskInstrument(Ticker, Event, "BTC", MarketStatus.Active, Noon.AddMinutes(30)),
            Book = new RiskBook(0.88m, 0.90m, Transport.Stream, Noon),
            Balance = new RiskBalance(1000m, Noon),
            Holdings = ImmutableArray<RiskHolding>.Empty,
            Day = new RiskDay(0m, 0m, 0m),
            Recent = ImmutableArray<RiskOrder>.Empty,
        };

    public static RiskWish Exit { get; } = Wish with { Purpose = IntentPurpose.Exit, LimitPrice = 0.40m, Held = 5 };

    public static RiskHolding Holding(decimal held = 0, decimal reserved = 0) =>
        new()
        {
            Instrument = "KXBTCD-26MAR0213-T88888.88",
            Event = Event,
            Symbol = "BTC",
            Side = Side.Yes,
            Held = held,
            Reserved = reserved,
        };

    public static RiskFacts Holding(this RiskFacts facts, params RiskHolding[] holdings) =>
        facts with
        {
            Holdings = [.. holdings],
        };

    public static string[] Codes(RiskLimits? limits, RiskFacts? facts, RiskWish wish) =>
        [.. RiskGate.Judge(limits, facts, wish).Denials.Select(denial => denial.Code)];

    public static string[] Codes(RiskFacts facts) => Codes(Limits, facts, Wish);

    public static string[] Codes(RiskWish wish) => Codes(Limits, Facts, wish);
}
