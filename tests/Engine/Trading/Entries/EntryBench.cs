using System.Collections.Immutable;
using Strikeboard.Engine.Trading.Entries;
using Strikeboard.Model;

namespace Strikeboard.Engine.Tests.Trading.Entries;

/// <summary>A cycle with one row whose Yes is cheap, on the watchlist, with nothing in the way.</summary>
internal static class EntryBench
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 17, 0, 0, TimeSpan.Zero);
    public static readonly Symbol Btc = new("BTC");
    public const string Event = "KXBTCD-26MAR0213";

    public static EntrySettings On { get; } = new() { Enabled = true };

    public static EntrySettings ByMomentum { get; } =
        On with
        {
            Symbols = ImmutableDictionary<string, EntrySwitch>.Empty.Add("BTC", new(true, EntryMode.Momentum)),
        };

    /// <summary>Yes at 88, right chance 0.93: an edge of 5 cents less a fee of 0.8.</summary>
    public static StrikeRow Row { get; } =
        new()
        {
            Ticker = $"{Event}-T99999.99",
            StrikeType = StrikeType.Greater,
            FloorStrike = 99_999.99m,
            Strike = 100_000m,
            YesBid = 86,
            YesAsk = 88,
            NoBid = 12,
            NoAsk = 14,
            Spread = 2,
            PYes = 0.93,
            ActiveSide = Side.Yes,
            ActiveProb = 0.93,
            Volume = 5000,
            OpenInterest = 700,
            QuoteAsOf = Noon,
            Quality = Quality.Live,
        };

    public static PriceView Price { get; } =
        new()
        {
            Symbol = Btc,
            Price = 100_400m,
            Time = Noon,
            AsOf = Noon,
            Source = "coinbase",
            Quality = Quality.Live,
            Deltas = PriceDeltas.Unknown,
            Momentum = 0.05,
            SigmaAnnual = 0.5,
            SigmaPerSecond = 0.5 / 5615.7,
            SigmaIsFallback = false,
        };

    public static EntryFacts Facts(params StrikeRow[] rows) => Facts(Price, rows);

    public static EntryFacts Facts(PriceView price, params StrikeRow[] rows) =>
        new() { Now = Noon, Cycle = Cycle(price, Table(rows), [.. rows]) };

    public static StrikeTable Table(IEnumerable<StrikeRow> rows, string ticker = Event) =>
        new()
        {
            Symbol = Btc,
            Series = "KXBTCD",
            CycleId = 9,
            AsOf = Noon,
            Quality = Quality.Live,
            Event = new StrikeEvent(ticker, "BTC at 1 pm", Noon.AddMinutes(20), 1200, EventPhase.Open, 0, 41),
            Spot = 100_400m,
            SigmaAnnual = 0.5,
            Rows = [.. rows],
        };

    public static CycleSnapshot Cycle(PriceView price, StrikeTable table, ImmutableArray<StrikeRow> listed) =>
        new()
        {
            Id = 9,
            Generation = 1,
            DueAt = Noon,
            StartedAt = Noon,
            Ms = 1,
            Outcome = CycleOutcome.Succeeded,
            Symbols =
            [
                new SymbolSnapshot
                {
                    Symbol = Btc,
                    CycleId = 9,
                    Steps = [],
                    Price = price,
                    Strikes = [table],
                    Watchlist = new Watchlist
                    {
                        Symbol = Btc,
                        CycleId = 9,
                        AsOf = Noon,
                        Quality = Quality.Live,
                        Entries = [.. listed.Select((row, i) => new WatchlistEntry(i + 1, "KXBTCD", row))],
                    },
                },
            ],
        };

    public static EntryDecision Yes(EntrySettings settings, EntryFacts facts) =>
        EntryRule.Weigh(settings, facts).First(d => d.Side == Side.Yes);

    public static EntryDecision No(EntrySettings settings, EntryFacts facts) =>
        EntryRule.Weigh(settings, facts).First(d => d.Side == Side.No);

    /// <summary>The row seen from the other side: cheap for No when the price falls.</summary>
    public static StrikeRow Mirrored { get; } =
        Row with
        {
            YesBid = 12,
            YesAsk = 14,
            NoBid = 86,
            NoAsk = 88,
            PYes = 0.07,
            ActiveSide = Side.No,
        };
}
