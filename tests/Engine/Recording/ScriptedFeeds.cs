using System.Collections.Immutable;
using Strikeboard.Exchanges;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Engine.Tests.Recording;

/// <summary>Prices from a seed, several ticks a second, some of them late and some twice.</summary>
internal sealed class ScriptedPrices(ManualTime time, Random random, params string[] products) : IPriceFeed
{
    private readonly Dictionary<string, decimal> _prices = products.ToDictionary(product => product, _ => 84_000m);
    private readonly Dictionary<string, PriceReading> _readings = [];

    public string Name => "coinbase";

    public IReadOnlyList<string> Products => products;

    public SourceStatus Status =>
        new()
        {
            Name = Name,
            State = SourceState.Connected,
            Transport = Transport.Stream,
            LastFrameAt = time.GetUtcNow(),
            Frames = time.GetTimestamp() % 1000,
        };

    public event Action<PriceTick>? TickReceived;

    public event Action<SourceStatus>? StatusChanged
    {
        add { }
        remove { }
    }

    public PriceReading? Latest(string product) => _readings.GetValueOrDefault(product);

    public Task RunAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Move()
    {
        foreach (var product in products)
        {
            for (var times = random.Next(4); times > 0; times--)
                Tick(product);
        }
    }

    public void Tick(string product)
    {
        var now = time.GetUtcNow();
        _prices[product] += random.Next(-2000, 2001) / 100m;
        var venueTime = now.AddMilliseconds(-random.Next(1500));
        var tick = new PriceTick(
            Name,
            product,
            _prices[product],
            _prices[product] - 0.01m,
            random.Next(2) == 0 ? null : _prices[product] + 0.010m,
            venueTime,
            now,
            Transport.Stream
        );
        _readings[product] = new PriceReading(tick, now.AddMilliseconds(random.Next(3)));
        TickReceived?.Invoke(tick);
    }
}

/// <summary>Prints are handed in by the bench itself.</summary>
internal sealed class NoIndexFeed : IIndexFeed
{
    public event Action<IndexTick>? IndexReceived
    {
        add { }
        remove { }
    }
}

/// <summary>An event an hour with a ladder of contracts, quotes that move by a seed, and a word about each event that closed.</summary>
internal sealed class ScriptedMarkets(ManualTime time, Random random) : IMarketFeed
{
    private const int Steps = 15;
    private readonly Dictionary<string, MarketQuote> _quotes = [];

    public string Name => "kalshi";

    public SourceStatus Status =>
        new()
        {
            Name = Name,
            State = SourceState.Connected,
            Transport = Transport.Stream,
            LastFrameAt = time.GetUtcNow(),
        };

    public event Action<SourceStatus>? StatusChanged
    {
        add { }
        remove { }
    }

    public event Action<MarketSettled>? Settled
    {
        add { }
        remove { }
    }

    public event Action<MarketsChanged>? MarketsChanged
    {
        add { }
        remove { }
    }

    public Task RunAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public MarketCapture Capture(IReadOnlyCollection<string> series)
    {
        var now = time.GetUtcNow();
        var hour = new DateTimeOffset(now.Ticks - now.Ticks % TimeSpan.TicksPerHour, TimeSpan.Zero);
        var events = series
            .SelectMany(name => new[] { hour, hour.AddHours(1), hour.AddHours(2) }.Select(close => Event(name, close)))
            .ToImmutableArray();
        foreach (var market in events.SelectMany(e => e.Markets).Where(_ => random.Next(5) == 0))
            _quotes[market.Ticker] = Quote(market.Ticker, now);
        var proven = now.AddMilliseconds(-5);
        return new MarketCapture(
            now,
            events,
            events
                .SelectMany(e => e.Markets)
                .Where(market => _quotes.ContainsKey(market.Ticker) && random.Next(200) > 0)
                .ToImmutableDictionary(m => m.Ticker, m => Proven(_quotes[m.Ticker], proven), StringComparer.Ordinal)
        );
    }

    private static MarketQuote Proven(MarketQuote quote, DateTimeOffset at) =>
        quote.Transport == Transport.Stream ? quote with { AsOf = at } : quote;

    private MarketEvent Event(string series, DateTimeOffset close)
    {
        var ticker = FormattableString.Invariant($"{series}-{close:yyMMddHH}");
        var isOver = close <= time.GetUtcNow();
        return new MarketEvent
        {
            Ticker = ticker,
            Series = series,
            Title = $"{series} at {close:HH:mm}",
            OpenTime = close.AddHours(-1),
            CloseTime = close,
            Markets =
            [
                .. Enumerable
                    .Range(-Steps, 2 * Steps + 1)
                    .Select(step => 84_000m + step * 50m - 0.01m)
                    .Select(floor => new Market
                    {
                        Ticker = FormattableString.Invariant($"{ticker}-T{floor}"),
                        EventTicker = ticker,
                        StrikeType = StrikeType.Greater,
                        FloorStrike = floor,
                        Status = isOver ? MarketStatus.Determined : MarketStatus.Active,
                        OpenTime = close.AddHours(-1),
                        CloseTime = close,
                        Result = isOver ? Side.Yes : null,
                        SettlementValue = isOver ? 84_000.10m : null,
                    }),
            ],
        };
    }

    private MarketQuote Quote(string ticker, DateTimeOffset now)
    {
        var bid = random.Next(0, 97) / 100m;
        return new MarketQuote
        {
            Ticker = ticker,
            YesBid = random.Next(10) == 0 ? null : new ContractPrice(bid),
            YesAsk = new ContractPrice(bid + 0.020m),
            YesBidSize = random.Next(1000),
            YesAskSize = random.Next(1000) / 10m,
            LastPrice = random.Next(3) == 0 ? null : new ContractPrice(bid),
            Volume = random.Next(5000),
            OpenInterest = random.Next(5000),
            AsOf = now,
            Transport = random.Next(6) == 0 ? Transport.Polling : Transport.Stream,
        };
    }
}
