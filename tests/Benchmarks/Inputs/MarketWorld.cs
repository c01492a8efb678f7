using System.Collections.Immutable;
using System.Globalization;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Prices;
using Strikeboard.Model;

namespace Strikeboard.Benchmarks.Inputs;

/// <summary>A healthy world of many symbols with an open event each: what a cycle captures, different in every second.</summary>
internal sealed class MarketWorld
{
    private static readonly DateTimeOffset Close = new(2026, 1, 5, 13, 0, 0, TimeSpan.Zero);
    private readonly Random _random;
    private readonly PipelineChoices _choices;
    private readonly ImmutableArray<(Symbol Symbol, string Series, decimal Spot, MarketEvent Event)> _listed;

    public MarketWorld(int seed, int symbols, int strikes)
    {
        _random = new Random(seed);
        Strikes = strikes;
        _choices = PipelineChoices.Default with { StrikeRows = strikes };
        _listed = [.. Enumerable.Range(0, symbols).Select(List)];
    }

    public int Strikes { get; }

    public int Symbols => _listed.Length;

    /// <summary>As many seconds as asked for; each with its own prices and books.</summary>
    public CycleInputs[] Seconds(int count) => [.. Enumerable.Range(0, count).Select(Second)];

    private CycleInputs Second(int number)
    {
        var now = Close.AddMinutes(-15).AddSeconds(number);
        return new CycleInputs
        {
            CycleId = now.ToUnixTimeSeconds(),
            Generation = 1,
            DueAt = now,
            Now = now,
            Symbols = [.. _listed.Select(listed => Look(listed.Symbol, listed.Series, listed.Spot, listed.Event, now))],
        };
    }

    private SymbolInputs Look(Symbol symbol, string series, decimal around, MarketEvent open, DateTimeOffset now)
    {
        var spot = Math.Round(around * (1m + ((decimal)_random.NextDouble() - 0.5m) / 500m), 2);
        var tick = new PriceTick("coinbase", $"{symbol}-USD", spot, spot - 0.01m, spot, now, now, Transport.Stream);
        return new SymbolInputs
        {
            CycleId = now.ToUnixTimeSeconds(),
            Symbol = symbol,
            Now = now,
            Choices = _choices,
            PriceSource = "coinbase",
            Reading = new PriceReading(tick, now),
            Prices = PriceCapture.Empty with
            {
                SigmaPerSecond = 8.9e-5,
                VolatilityReady = true,
                LastMinute = LastMinute(symbol, spot, now),
            },
            MarketSource = "kalshi",
            Series = [series],
            Markets = new MarketCapture(now, [new EventBook(open, [.. open.Markets.Select(m => Quote(m, spot, now))])]),
        };
    }

    private static ImmutableArray<PriceRow> LastMinute(Symbol symbol, decimal spot, DateTimeOffset now) =>
        [
            .. Enumerable
                .Range(-63, 64)
                .Select(second => new PriceRow(
                    symbol,
                    now.AddSeconds(second),
                    spot,
                    PriceRowKind.Observed,
                    "coinbase"
                )),
        ];

    /// <summary>Near what the model will say, so that some rows are worth a look and most are not.</summary>
    private MarketQuote Quote(Market market, decimal spot, DateTimeOffset now)
    {
        var distance = (double)((spot - market.DisplayStrike) / spot) / 0.0027;
        var fair = (int)Math.Clamp((100 / (1 + Math.Exp(-1.7 * distance))) + _random.Next(-3, 4), 2, 97);
        return new MarketQuote
        {
            Ticker = market.Ticker,
            YesBid = new ContractPrice((fair - 1) / 100m),
            YesAsk = new ContractPrice((fair + 1) / 100m),
            YesBidSize = 100,
            YesAskSize = 100,
            Volume = _random.Next(200, 20_000),
            OpenInterest = 1000,
            AsOf = now,
            Transport = Transport.Stream,
        };
    }

    private (Symbol Symbol, string Series, decimal Spot, MarketEvent Event) List(int number)
    {
        var symbol = new Symbol(string.Create(CultureInfo.InvariantCulture, $"C{number:000}"));
        var (series, spot) = ($"KX{symbol}D", 100m + _random.Next(100_000));
        var ticker = $"{series}-26JAN0513";
        var markets = Enumerable.Range(0, Strikes).Select(place => Contract(ticker, spot, place)).ToImmutableArray();
        var open = new MarketEvent
        {
            Ticker = ticker,
            Series = series,
            Title = $"{symbol} at 1 pm",
            OpenTime = Close.AddHours(-1),
            CloseTime = Close,
            Markets = markets,
        };
        return (symbol, series, spot, open);
    }

    private Market Contract(string eventTicker, decimal spot, int place)
    {
        var step = Math.Max(0.02m, Math.Round(spot * 0.02m / Strikes, 2));
        var floor = Math.Round(spot, 0) + ((place - (Strikes / 2)) * step) - 0.01m;
        return new Market
        {
            Ticker = string.Create(CultureInfo.InvariantCulture, $"{eventTicker}-T{floor}"),
            EventTicker = eventTicker,
            StrikeType = StrikeType.Greater,
            FloorStrike = floor,
            Status = MarketStatus.Active,
            OpenTime = Close.AddHours(-1),
            CloseTime = Close,
        };
    }
}
