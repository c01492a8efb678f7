using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Operations;
using Strikeboard.Engine.Outputs;
using Strikeboard.Engine.Outputs.Json;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Pipeline.Steps;
using Strikeboard.Engine.Tests.Pipeline;
using Strikeboard.Exchanges.Coinbase;
using Strikeboard.Exchanges.Kalshi;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Engine.Tests.Outputs;

/// <summary>The writer over a folder of its own, fed with whole cycles.</summary>
internal sealed class OutputBench : IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly CycleRunner _runner;
    private readonly OutputOptions _options = new();
    private OutputWriter? _writer;

    public OutputBench()
    {
        Board = new LiveBoard(Facts, Time);
        _runner = new CycleRunner(
            [new PriceStep(), new MarketStep(), new ProbabilityStep(), new StrikeStep(), new WatchlistStep()],
            Time
        );
        Lead(true);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("strikeboard-exports-").FullName;
    public ManualTime Time { get; } = new(Noon);
    public Facts Facts { get; } = new(NullLogger<Facts>.Instance);
    public LiveBoard Board { get; }
    public Diary Events { get; } = new();
    public OutputOptions Options => _options;
    public OutputWriter Writer => _writer ?? throw new InvalidOperationException("not started");

    public void Lead(bool isMe) => Facts.Publish(new LeaderChanged(new LeaderStatus("bench", 1, isMe)));

    public async Task StartAsync(CancellationToken ct, params IOutputFormat[] formats)
    {
        _writer = new OutputWriter(
            formats.Length > 0 ? formats : [new JsonOutput(), new CsvOutput()],
            Settings(),
            Facts,
            Board,
            Events,
            Time,
            NullLogger<OutputWriter>.Instance
        );
        await _writer.StartAsync(ct);
    }

    public CycleSnapshot Cycle(int second = 0) => Run(Inputs.Healthy(Noon.AddSeconds(second), Noon.AddMinutes(30)));

    public CycleSnapshot Run(params SymbolInputs[] symbols) =>
        _runner.Run(
            new CycleInputs
            {
                CycleId = symbols[0].CycleId,
                Generation = 1,
                DueAt = symbols[0].Now,
                Now = symbols[0].Now,
                MissedBefore = 0,
                Symbols = [.. symbols],
            }
        );

    /// <summary>Publishes a cycle and waits until every format that is on has seen it to its end.</summary>
    public async Task WriteAsync(CycleSnapshot cycle, CancellationToken ct)
    {
        var before = Tries();
        Facts.Publish(new CyclePublished(cycle));
        await UntilAsync(() => Tries() > before, ct);
    }

    public static async Task UntilAsync(Func<bool> holds, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        while (!holds())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public JsonElement Read(string path) =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, path))).RootElement;

    public async ValueTask DisposeAsync()
    {
        if (_writer is not null)
        {
            await _writer.StopAsync(CancellationToken.None);
            _writer.Dispose();
        }
        Board.Dispose();
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.Delete(Folder, recursive: true);
    }

    private long Tries() =>
        Writer.Current.Formats.Where(format => format.On).Min(format => format.Writes + format.Failures);

    private EngineSettings Settings() =>
        new()
        {
            Mode = Mode.Demo,
            NodeName = "bench",
            Version = "0",
            ConnectionString = "",
            Symbols = [],
            Coinbase = new CoinbaseOptions { RestUrl = new Uri("http://x"), StreamUrl = new Uri("ws://x") },
            Kalshi = new KalshiOptions { RestUrl = new Uri("http://x"), StreamUrl = new Uri("ws://x") },
            Outputs = _options,
            OutputFolder = Folder,
        };
}
