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
        var markets = new FeedMarkets(_feed, _feed, _feed, Series);
        var options = new PaperOptions { File = Path.Combine(_folder, "ledger.jsonl"), LatencyMs = 0 };
        using var venue = new PaperVenue(options, markets, TimeProvider.System, NullLogger<PaperVenue>.Instance);

        var (ticker, depth) = await DeepBookAsync();
        var best = depth.NoBids[0];
        var report = await PlaceAsync(venue, markets, ticker, best.Size + 1m);

        Assert.True(report.Filled > 0m, $"{report} of {depth}");
        var fills = (await venue.ReadFillsAsync(ticker, DateTimeOffset.UnixEpoch, Stop)).Value!;
        Assert.Equal(report.Filled, fills.Sum(fill => fill.Quantity));
        Assert.True(
            fills.Count > 1 || report.Filled <= best.Size,
            "an order that is larger than a level takes the next"
        );
        Assert.Equal(report.Filled, (await venue.ReadPositionsAsync(Stop)).Value!.Single().Quantity);
    }

    private static async Task<OrderReport> PlaceAsync(
        PaperVenue venue,
        FeedMarkets markets,
        string ticker,
        decimal quantity
    )
    {
        var order = new OrderRequest
        {
            ClientOrderId = "sb-1",
            Instrument = ticker,
            ExchangeIndex = markets.Find(ticker)!.Market.ExchangeIndex,
            Side = Side.Yes,
            Purpose = IntentPurpose.Entry,
            Quantity = Math.Min(500m, Math.Floor(quantity)),
            LimitPrice = 0.99m,
        };
        return Assert.IsType<PlaceAnswer.Taken>(await venue.PlaceAsync(order, Stop)).Report;
    }

    /// <summary>A streamed book with two levels to buy from, in an event that stays open for a while.</summary>
    private async Task<(string Ticker, MarketDepth Depth)> DeepBookAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await timer.WaitForNextTickAsync(Stop))
        {
            var enough = TimeProvider.System.GetUtcNow().AddMinutes(1);
            var found = _feed
                .Capture(Series)
                .Events.Where(e => e.CloseTime > enough && e.IsOpenAt(TimeProvider.System.GetUtcNow()))
                .SelectMany(e => e.Markets)
                .Where(market => market.Status == MarketStatus.Active)
                .Select(market => (market.Ticker, Depth: _feed.Depth(market.Ticker)))
                .FirstOrDefault(one =>
                    one.Depth is { Transport: Transport.Stream, NoBids.Length: >= 2, YesBids.Length: >= 1 } depth
                    && depth.NoBids[0].Size is >= 1 and < 400
                );
            if (found.Depth is { } depth)
            {
                var quote = _feed.Capture(Series).Quotes[found.Ticker];
                Assert.True(quote.YesBidSize >= 0 && depth.NoBids[0].Price > depth.NoBids[1].Price);
                return (found.Ticker, depth);
            }
        }
        throw new OperationCanceledException();
    }
}
