using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Operations;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Prices;
using Strikeboard.Engine.Recording;
using Strikeboard.Exchanges.Coinbase;
using Strikeboard.Exchanges.Kalshi;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Engine.Tests.Recording;

/// <summary>The real memories, steps, driver and recorder between scripted feeds and a clock that is moved by hand.</summary>
internal sealed class RecordingBench : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("strikeboard-recording-");
    private readonly PriceMemories _memories;
    private readonly IndexMemories _indices;
    private readonly Recorder _recorder;
    private readonly PipelineDriver _driver;

    public RecordingBench(
        DateTimeOffset start,
        int outputsEvery = 1,
        int mostWaiting = Tape.MostWaiting,
        string? folder = null
    )
    {
        Folder = new RecordingFolder(folder ?? _home.FullName);
        Time = new ManualTime(start);
        var random = new Random(7);
        Prices = new ScriptedPrices(Time, random, "BTC-USD", "ETH-USD");
        var settings = Settings(outputsEvery);
        Live = settings.Pipeline;
        Tape = new Tape(mostWaiting);
        _memories = new PriceMemories(settings, Tape);
        var facts = new Facts(NullLogger<Facts>.Instance);
        _recorder = new Recorder(Tape, _memories, facts, settings, Diary, Time, NullLogger<Recorder>.Instance);
        _indices = new IndexMemories(new NoIndexFeed(), settings);
        var live = new LiveInputs(Prices, new ScriptedMarkets(Time, random), _memories, _indices, settings);
        var steps = new ServiceCollection().AddSteps().BuildServiceProvider();
        _driver = new PipelineDriver(
            new CycleRunner(steps.GetServices<IPipelineStep>(), Time),
            new RecordingInputs(live, _recorder),
            facts,
            Diary,
            Time,
            NullLogger<PipelineDriver>.Instance
        );
        Prices.TickReceived += tick =>
        {
            var symbol = _memories.SymbolOf(tick.Product)!.Value;
            _memories.Of(symbol).Add(tick);
            facts.Publish(new TickReceived(symbol, tick));
        };
    }

    public RecordingFolder Folder { get; }

    public ManualTime Time { get; }

    public ScriptedPrices Prices { get; }

    public Tape Tape { get; }

    public Diary Diary { get; } = new();

    /// <summary>What the running engine goes by; changed on screen.</summary>
    public PipelineOptions Live { get; }

    public PipelineOptions Today { get; } = new();

    public async Task RunAsync(int seconds, CancellationToken ct, bool isWriting = true)
    {
        await _driver.StartAsync(1, ct);
        for (var second = 0; second < seconds; second++)
        {
            Prices.Move();
            // Some minutes with the index, some without: both must come out again as they went in.
            if (second / 90 % 2 == 0)
                Print(84_001m + second);
            Assert.NotNull(await _driver.Beat(ct));
            if (isWriting)
                _recorder.WriteWaiting();
            Time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>Candles arrive late, after the first ticks.</summary>
    public void Warm(Symbol symbol)
    {
        var now = Time.GetUtcNow();
        var candles = Enumerable
            .Range(1, 30)
            .Select(minute => now.AddMinutes(-minute))
            .Select(at => new Candle(
                new DateTimeOffset(at.Ticks - at.Ticks % TimeSpan.TicksPerMinute, TimeSpan.Zero),
                TimeSpan.FromMinutes(1),
                84_000m,
                84_000m,
                84_000m,
                83_990m + at.Minute,
                1m
            ))
            .ToList();
        _memories.Of(symbol).Warm(MinuteLine.Through(symbol, candles, now));
    }

    private void Print(decimal value)
    {
        var now = Time.GetUtcNow();
        var at = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        _indices.Add(new IndexTick("kalshi", "BRTI", value, at, now));
    }

    public void Write() => _recorder.WriteWaiting();

    /// <summary>Closes the file as a clean stop does.</summary>
    public void Stop() => _recorder.Dispose();

    public ReplayReport Replay(ReplayRequest? request = null, RecordingFolder? folder = null) =>
        new Replayer(folder ?? Folder, Today, TimeProvider.System).Run(
            request ?? new ReplayRequest(),
            null,
            TestContext.Current.CancellationToken
        );

    public void Dispose()
    {
        _recorder.Dispose();
        _driver.Dispose();
        _home.Delete(recursive: true);
    }

    private EngineSettings Settings(int outputsEvery) =>
        new()
        {
            Mode = Mode.Demo,
            NodeName = "bench",
            Version = "0",
            ConnectionString = "",
            Symbols =
            [
                new SymbolOptions
                {
                    Name = "BTC",
                    CoinbaseProduct = "BTC-USD",
                    Index = "BRTI",
                    KalshiSeries = ["KXBTCD", "KXBTC"],
                },
                new SymbolOptions
                {
                    Name = "ETH",
                    CoinbaseProduct = "ETH-USD",
                    KalshiSeries = ["KXETHD"],
                },
            ],
            Coinbase = new CoinbaseOptions(),
            Kalshi = new KalshiOptions(),
            Recording = new RecordingOptions { OutputsEvery = outputsEvery },
            RecordingFolder = Folder.Path,
        };
}
