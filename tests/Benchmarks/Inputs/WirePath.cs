using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Strikeboard.Data.Prices;
using Strikeboard.Engine;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Prices;
using Strikeboard.Exchanges.Coinbase;
using Strikeboard.Exchanges.Kalshi;
using Strikeboard.Model;

namespace Strikeboard.Benchmarks.Inputs;

/// <summary>
/// Everything of the product that a tick passes: stream, decoder, latest price, memory, price log's queue, bus, board and a
/// reader of the board. Only the database behind the queue is missing: it works at its own pace.
/// </summary>
internal sealed class WirePath : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly NpgsqlDataSource _nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=9");
    private readonly CancellationTokenSource _stop = new();
    private readonly PriceLogWriter _log;
    private readonly PriceRecorder _recorder;
    private readonly IDisposable _reader;
    private readonly Task _running;

    private WirePath(Uri stream, int products)
    {
        var names = TickerTexts.Products(products);
        var settings = Settings(stream, names);
        Memories = new PriceMemories(settings);
        Facts = new Facts(NullLogger<Facts>.Instance);
        Board = new LiveBoard(Facts, TimeProvider.System);
        Feed = new CoinbaseFeed(
            settings.Coinbase,
            names,
            _http,
            TimeProvider.System,
            NullLogger<CoinbaseFeed>.Instance,
            new Random(1)
        );
        _log = new PriceLogWriter(
            new PriceLogStore(_nowhere, TimeProvider.System),
            TimeProvider.System,
            NullLogger<PriceLogWriter>.Instance
        );
        _recorder = new PriceRecorder(Feed, Memories, _log, Facts);
        _reader = Board.Subscribe(BoardTopics.Ticks, _ => Task.CompletedTask);
        _running = RunAsync();
    }

    public CoinbaseFeed Feed { get; }
    public PriceMemories Memories { get; }
    public Facts Facts { get; }
    public LiveBoard Board { get; }

    public static WirePath Start(Uri stream, int products) => new(stream, products);

    public static EngineSettings Settings(Uri stream, IReadOnlyList<string> products) =>
        new()
        {
            Mode = Mode.Demo,
            NodeName = "bench",
            Version = "0",
            ConnectionString = "",
            Symbols =
            [
                .. products.Select(product => new SymbolOptions
                {
                    Name = product.Split('-')[0],
                    CoinbaseProduct = product,
                    KalshiSeries = [$"KX{product.Split('-')[0]}D"],
                }),
            ],
            Coinbase = new CoinbaseOptions { StreamUrl = stream, RestUrl = new Uri($"http://{stream.Authority}") },
            Kalshi = new KalshiOptions(),
        };

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        // Cut off in the middle of a frame it may end with a fault of the socket, which is its good right.
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _reader.Dispose();
        Board.Dispose();
        _log.Dispose();
        _http.Dispose();
        _stop.Dispose();
        await _nowhere.DisposeAsync();
    }

    private async Task RunAsync()
    {
        await _recorder.StartAsync(_stop.Token);
        await Feed.RunAsync(_stop.Token);
    }
}
