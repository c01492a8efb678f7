using Microsoft.Extensions.Logging.Abstractions;
using Strikeboard.Engine.Trading.Paper;
using Strikeboard.Exchanges;
using Strikeboard.Exchanges.Kalshi;
using Strikeboard.Model;
using Strikeboard.Simulator;

namespace Strikeboard.Engine.Tests.Trading.Paper;

/// <summary>The local venue over the books that a venue's own feed keeps.</summary>
public sealed class PaperOverFeedTests : IAsyncLifetime
{
    private static readonly string[] Series = ["KXBTCD"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("strikeboard-paper-").FullName;
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _http = new();
    private RunningSimulator _simulator = null!;
    private KalshiFeed _feed = null!;
    private Task _run = Task.CompletedTask;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _simulator = await SimulatedExchanges.StartAsync(
            new SimulatorOptions { Port = 0, Seed = 20 },
            TimeProvider.System,
            null,
            CancellationToken.None
        );
        var options = new KalshiOptions
        {
            RestUrl = _simulator.KalshiRestUrl,
            StreamUrl = _simulator.KalshiStreamUrl,
            KeyId = _simulator.KalshiKeyId,
            PrivateKeyPem = _simulator.KalshiPrivateKeyPem,
        };
        _feed = new KalshiFeed(
            options,
            Series,
            _http,
            TimeProvider.System,
            NullLogger<KalshiFeed>.Instance,
            new Random(1)
        );
        _run = Task.Run(() => _feed.RunAsync(_stop.Token));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.WaitAsync(Patience);
        _feed.Dispose();
        _http.Dispose();
        _stop.Dispose();
        await _simulator.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Contract_IsBoughtFromTheStreamedBook_LevelByLevel()
    {
        var held = new HeldMarkets(new FeedMarkets(_feed, _feed, _feed, Series));
        var market = await DeepMarketAsync(held);
        var options = new PaperOptions { File = Path.Combine(_folder, "ledger.jsonl"), LatencyMs = 0 };
        using var venue = new PaperVenue(options, held, TimeProvider.System, NullLogger<PaperVenue>.Instance);

        var best = market.Depth!.NoBids[0];
        var order = new OrderRequest
        {
            ClientOrderId = "sb-1",
            Instrument = market.Market.Ticker,
            ExchangeIndex = market.Market.ExchangeIndex,
            Side = Side.Yes,
            Purpose = IntentPurpose.Entry,
            Quantity = Math.Floor(best.Size) + 1m,
            LimitPrice = 0.99m,
        };
        var report = Assert.IsType<PlaceAnswer.Taken>(await venue.PlaceAsync(order, Stop)).Report;

        Assert.Equal((ReportedState.Filled, order.Quantity), (report.State, report.Filled));
        var fills = (await venue.ReadFillsAsync(order.Instrument, DateTimeOffset.UnixEpoch, Stop)).Value!;
        Assert.Equal(
            [(1m - best.Price, order.Quantity - 1m), (1m - market.Depth.NoBids[1].Price, 1m)],
            fills.Select(fill => (fill.YesPrice, fill.Quantity)).Order()
        );
        Assert.Equal(order.Quantity, (await venue.ReadPositionsAsync(Stop)).Value!.Single().Quantity);
    }

    /// <summary>One whose streamed book has two levels to buy from, kept as it is at this moment.</summary>
    private async Task<PaperMarket> DeepMarketAsync(HeldMarkets held)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await timer.WaitForNextTickAsync(Stop))
        {
            var enough = TimeProvider.System.GetUtcNow().AddMinutes(1);
            var tickers = _feed
                .Capture(Series)
                .Events.Where(one => one.CloseTime > enough)
                .SelectMany(one => one.Markets)
                .Select(market => market.Ticker);
            foreach (var ticker in tickers)
            {
                if (held.Hold(ticker, IsDeep) is { } market)
                    return market;
            }
        }
        throw new OperationCanceledException();
    }

    private static bool IsDeep(PaperMarket market) =>
        market.Market.Status == MarketStatus.Active
        && market.Market.OpenTime <= TimeProvider.System.GetUtcNow()
        && market.Depth is { Transport: Transport.Stream, NoBids.Length: >= 2 } depth
        && depth.NoBids[0].Size is >= 1 and < 400
        && depth.NoBids[1] is { Size: >= 1, Price: > 0.01m };

    /// <summary>Shows one market as it was at one moment: the real book moves on under the test.</summary>
    private sealed class HeldMarkets(FeedMarkets feed) : IPaperMarkets
    {
        private PaperMarket? _held;

        public event Action<MarketSettled>? Settled
        {
            add => feed.Settled += value;
            remove => feed.Settled -= value;
        }

        public PaperMarket? Hold(string ticker, Func<PaperMarket, bool> fits) =>
            _held = feed.Find(ticker) is { } market && fits(market) ? market : null;

        public PaperMarket? Find(string instrument) => _held;

        public Task<IReadOnlyList<MarketSettled>> ReadSettledAsync(
            string series,
            string eventTicker,
            CancellationToken cancellationToken
        ) => feed.ReadSettledAsync(series, eventTicker, cancellationToken);
    }
}
