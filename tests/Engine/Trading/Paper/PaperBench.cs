using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Strikeboard.Engine.Trading.Paper;
using Strikeboard.Exchanges;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Engine.Tests.Trading.Paper;

/// <summary>A market with three levels on each side, a venue over it with its ledger in a folder of its own, and a clock.</summary>
internal sealed class PaperBench : IDisposable
{
    public const string Ticker = "KXBTCD-26MAR0213-T99999.99";
    public const int Shard = 2;

    private readonly string _folder = Directory.CreateTempSubdirectory("strikeboard-paper-").FullName;
    private int _names;

    public PaperBench(Func<PaperOptions, PaperOptions>? with = null)
    {
        Options = new PaperOptions { File = Path.Combine(_folder, "paper", "ledger.jsonl"), LatencyMs = 0 };
        Options = with?.Invoke(Options) ?? Options;
        Markets = new PretendMarkets(Time);
        Venue = Open();
    }

    public ManualTime Time { get; } = new(new DateTimeOffset(2026, 3, 2, 17, 0, 0, TimeSpan.Zero));

    public PaperOptions Options { get; }

    public PretendMarkets Markets { get; }

    public PaperVenue Venue { get; private set; }

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Ends this life of the venue and begins the next on the same ledger.</summary>
    public void Restart(Action<string>? meanwhile = null)
    {
        Venue.Dispose();
        meanwhile?.Invoke(Options.File);
        Venue = Open();
    }

    public OrderRequest Buy(decimal price, decimal quantity = 3, Side side = Side.Yes, double? rests = null) =>
        new()
        {
            ClientOrderId = $"sb-{++_names}",
            Instrument = Ticker,
            ExchangeIndex = Shard,
            Side = side,
            Purpose = IntentPurpose.Entry,
            Quantity = quantity,
            LimitPrice = price,
            ExpiresAt = rests is { } seconds ? Time.GetUtcNow().AddSeconds(seconds) : null,
        };

    public OrderRequest Sell(decimal price, decimal quantity = 3, Side side = Side.Yes, double? rests = null) =>
        Buy(price, quantity, side, rests) with
        {
            Purpose = IntentPurpose.Exit,
        };

    public Task<PlaceAnswer> PlaceAsync(OrderRequest order) => Venue.PlaceAsync(order, Stop);

    public async Task<OrderReport> TakenAsync(OrderRequest order) =>
        Assert.IsType<PlaceAnswer.Taken>(await PlaceAsync(order)).Report;

    public async Task<string> RefusedAsync(OrderRequest order) =>
        Assert.IsType<PlaceAnswer.Refused>(await PlaceAsync(order)).Code;

    public async Task<decimal> CashAsync() => (await Venue.ReadBalanceAsync(Stop)).Value!.ByShard[Shard];

    public async Task<decimal> HeldAsync() => (await Venue.ReadPositionsAsync(Stop)).Value!.Sum(p => p.Quantity);

    public async Task<List<VenueFill>> FillsAsync(string? orderId = null) =>
        (await Venue.ReadFillsAsync(null, DateTimeOffset.UnixEpoch, Stop)).Value!.FindAll(f =>
            orderId is null || f.VenueOrderId == orderId
        );

    public async Task<VenueOrder> OrderAsync(string orderId) =>
        (await Venue.ReadOrdersAsync(Ticker, DateTimeOffset.UnixEpoch, Stop)).Value!.Single(o =>
            o.VenueOrderId == orderId
        );

    /// <summary>Runs the venue's own look until something is seen: a step of the clock, a look, and so on.</summary>
    public async Task BeatUntilAsync(Func<Task<bool>> seen)
    {
        using var stop = new CancellationTokenSource();
        var run = Venue.RunAsync(stop.Token);
        for (var beats = 0; !await seen(); beats++)
        {
            Assert.InRange(beats, 0, 5000);
            var looks = Venue.Status.Frames;
            Time.Advance(TimeSpan.FromMilliseconds(Options.BeatMs));
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (Venue.Status.Frames == looks)
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, patience.Token);
        }
        await stop.CancelAsync();
        await run;
    }

    /// <summary>Runs the venue's own look for a while.</summary>
    public async Task BeatAsync(double seconds)
    {
        var until = Time.GetUtcNow().AddSeconds(seconds);
        await BeatUntilAsync(() => Task.FromResult(Time.GetUtcNow() >= until));
    }

    public void Dispose()
    {
        Venue.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private PaperVenue Open() => new(Options, Markets, Time, NullLogger<PaperVenue>.Instance);
}

/// <summary>One market whose book the test writes.</summary>
internal sealed class PretendMarkets(ManualTime time) : IPaperMarkets
{
    private readonly ConcurrentQueue<(string Series, string Event)> _asked = new();

    public event Action<MarketSettled>? Settled;

    public DateTimeOffset ClosesAt { get; } = time.GetUtcNow().AddMinutes(20);

    public MarketStatus Status { get; set; } = MarketStatus.Active;

    public ImmutableArray<DepthLevel> YesBids { get; set; } = [new(0.86m, 10), new(0.85m, 20), new(0.80m, 100)];

    public ImmutableArray<DepthLevel> NoBids { get; set; } = [new(0.12m, 10), new(0.11m, 20), new(0.05m, 100)];

    public Transport Transport { get; set; } = Transport.Stream;

    public double Age { get; set; }

    public bool HasBook { get; set; } = true;

    public List<MarketSettled> Past { get; } = [];

    public IEnumerable<(string Series, string Event)> Asked => _asked;

    public PaperMarket? Find(string instrument) =>
        instrument != PaperBench.Ticker ? null : new PaperMarket(Market, "KXBTCD", HasBook ? Depth : null);

    public Task<IReadOnlyList<MarketSettled>> ReadSettledAsync(
        string series,
        string eventTicker,
        CancellationToken cancellationToken
    )
    {
        _asked.Enqueue((series, eventTicker));
        return Task.FromResult<IReadOnlyList<MarketSettled>>(Past);
    }

    public void Settle(MarketSettled settled) => Settled?.Invoke(settled);

    public MarketSettled Result(Side side, bool isFinal = true) =>
        new()
        {
            Source = "kalshi",
            Series = "KXBTCD",
            EventTicker = "KXBTCD-26MAR0213",
            Ticker = PaperBench.Ticker,
            Result = side,
            CloseTime = ClosesAt,
            At = ClosesAt,
            IsFinal = isFinal,
        };

    private Market Market =>
        new()
        {
            Ticker = PaperBench.Ticker,
            EventTicker = "KXBTCD-26MAR0213",
            StrikeType = StrikeType.Greater,
            FloorStrike = 99_999.99m,
            Status = Status,
            OpenTime = ClosesAt.AddHours(-1),
            CloseTime = ClosesAt,
            ExchangeIndex = PaperBench.Shard,
        };

    private MarketDepth Depth =>
        new()
        {
            Ticker = PaperBench.Ticker,
            YesBids = YesBids,
            NoBids = NoBids,
            AsOf = time.GetUtcNow().AddSeconds(-Age),
            Transport = Transport,
        };
}
