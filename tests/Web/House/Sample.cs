using System.Collections.Immutable;
using Strikeboard.Model;

namespace Strikeboard.Web.Tests.House;

/// <summary>A small whole cycle for one symbol.</summary>
internal static class Sample
{
    public static readonly Symbol Btc = new("BTC");

    public static CycleSnapshot Cycle(long id, DateTimeOffset at, decimal price = 84_000.5m) =>
        new()
        {
            Id = id,
            Generation = 1,
            DueAt = at,
            StartedAt = at,
            Ms = 12.5,
            Outcome = CycleOutcome.Succeeded,
            Symbols = [Of(id, at, price)],
        };

    private static SymbolSnapshot Of(long id, DateTimeOffset at, decimal price) =>
        new()
        {
            Symbol = Btc,
            CycleId = id,
            Steps = [new StepReport("price", StepOutcome.Succeeded, 1, null)],
            Price = new PriceView
            {
                Symbol = Btc,
                Price = price,
                Time = at,
                AsOf = at,
                Source = "coinbase",
                Quality = Quality.Live,
                OneMinuteAverage = price,
                Deltas = PriceDeltas.Unknown with { M1 = 0.1, M15 = -0.2 },
                Momentum = 0.05,
                SigmaAnnual = 0.5,
                SigmaPerSecond = 0.0001,
                SigmaIsFallback = false,
                Basis = null,
            },
            Market = new MarketView
            {
                Symbol = Btc,
                AsOf = at,
                Quality = Quality.Live,
                Series = [Series(at)],
            },
            Probabilities =
            [
                new ProbabilityTable
                {
                    Series = "KXBTCD",
                    EventTicker = "KXBTCD-1",
                    TtcSeconds = 1800,
                    Phase = EventPhase.Open,
                    Mean = 84_000,
                    StandardDeviation = 100,
                    KnownTicks = 0,
                    InterpolatedTicks = 0,
                    Quality = Quality.Live,
                    Markets = [new MarketProbability("KXBTCD-1-T84000", 0.5)],
                },
            ],
            Strikes =
            [
                new StrikeTable
                {
                    Symbol = Btc,
                    Series = "KXBTCD",
                    CycleId = id,
                    AsOf = at,
                    Quality = Quality.Live,
                    Event = new StrikeEvent("KXBTCD-1", "Bitcoin", at.AddMinutes(30), 1800, EventPhase.Open, 0, 1),
                    Spot = price,
                    SigmaAnnual = 0.5,
                    Rows = [Row(at)],
                    AtTheMoney = "KXBTCD-1-T84000",
                },
            ],
            Watchlist = new Watchlist
            {
                Symbol = Btc,
                CycleId = id,
                AsOf = at,
                Quality = Quality.Live,
                Entries = [new WatchlistEntry(1, "KXBTCD", Row(at))],
                NearMisses =
                [
                    new NearMiss(
                        "KXBTCD-1-T85000",
                        "KXBTCD",
                        ["min_volume"],
                        ImmutableDictionary<string, double>.Empty.Add("min_volume", 12)
                    ),
                ],
            },
        };

    private static SeriesView Series(DateTimeOffset at)
    {
        var market = new Market
        {
            Ticker = "KXBTCD-1-T84000",
            EventTicker = "KXBTCD-1",
            StrikeType = StrikeType.Greater,
            FloorStrike = 83_999.99m,
            Status = MarketStatus.Active,
            OpenTime = at.AddMinutes(-30),
            CloseTime = at.AddMinutes(30),
        };
        return new SeriesView
        {
            Series = "KXBTCD",
            Event = new MarketEvent
            {
                Ticker = "KXBTCD-1",
                Series = "KXBTCD",
                Title = "Bitcoin",
                OpenTime = market.OpenTime,
                CloseTime = market.CloseTime,
                Markets = [market],
            },
            Quotes = ImmutableDictionary<string, MarketQuote>.Empty.Add(
                market.Ticker,
                new MarketQuote
                {
                    Ticker = market.Ticker,
                    YesBid = new ContractPrice(0.48m),
                    YesAsk = new ContractPrice(0.52m),
                    AsOf = at,
                    Transport = Transport.Stream,
                }
            ),
        };
    }

    private static StrikeRow Row(DateTimeOffset at) =>
        new()
        {
            Ticker = "KXBTCD-1-T84000",
            StrikeType = StrikeType.Greater,
            FloorStrike = 83_999.99m,
            Strike = 84_000m,
            YesBid = 48,
            YesAsk = 52,
            NoBid = 48,
            NoAsk = 52,
            Spread = 4,
            PYes = 0.502,
            BufferSigma = double.PositiveInfinity,
            ActiveProb = 0.502,
            QuoteAsOf = at,
            Quality = Quality.Live,
        };
}
