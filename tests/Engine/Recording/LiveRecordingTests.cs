using Strikeboard.Engine.Live;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Recording;
using Strikeboard.Exchanges.Coinbase;
using Strikeboard.Exchanges.Kalshi;
using Strikeboard.Model;
using Strikeboard.Simulator;
using Strikeboard.Testing;

namespace Strikeboard.Engine.Tests.Recording;

/// <summary>The engine as the host registers it, beating by itself, fed by the simulated exchanges over real sockets.</summary>
public sealed class LiveRecordingTests(PostgresFixture postgres)
{
    private const int Cycles = 6;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Record_TheRunningEngineForSomeSeconds_ReplaysTheSameBitForBit()
    {
        var report = await RecordedAsync(_ => Task.CompletedTask);

        Assert.Empty(report.Differences);
        Assert.Empty(report.Notes);
        Assert.True(report.IsAllTheSame);
        Assert.True(report.Cycles >= Cycles);
    }

    [Fact]
    public async Task Record_SettingsAreChangedByCommandMeanwhile_ReplaysTheSameBitForBit()
    {
        var (rows, edge) = ("Pipeline:StrikeRows", "Pipeline:Watchlist:MinEdge");
        var changes = new Dictionary<string, string?>(StringComparer.Ordinal) { [rows] = "5", [edge] = "-90" };

        var report = await RecordedAsync(async bench =>
        {
            var admin = await bench.AddUserAsync(Role.Administrator, Ct);
            var changed = await bench.Desk.ExecuteAsync(
                new ChangeSettings(changes, null),
                new CommandContext(admin),
                Ct
            );
            Assert.Equal(CommandVerdict.Done, changed.Verdict);
        });

        Assert.Empty(report.Differences);
        Assert.True(report.IsAllTheSame);
        Assert.True(report.Cycles >= 2 * Cycles);
    }

    /// <summary>Some cycles, then what is to happen, then some more, and all of them again.</summary>
    private async Task<ReplayReport> RecordedAsync(Func<EngineBench, Task> meanwhile)
    {
        var folder = Directory.CreateTempSubdirectory("strikeboard-recording-");
        await using var simulator = await SimulatedExchanges.StartAsync(
            new SimulatorOptions { Port = 0, Seed = 3 },
            TimeProvider.System,
            null,
            Ct
        );
        await using (
            var bench = await EngineBench.CreateAsync(postgres, Ct, settings => Fed(settings, simulator, folder))
        )
        {
            var enough = SucceededAsync(bench.Board, Cycles);
            foreach (var service in bench.Everything)
                await service.StartAsync(Ct);
            await enough;
            await meanwhile(bench);
            await SucceededAsync(bench.Board, Cycles);
            foreach (var service in bench.Everything.Reverse())
                await service.StopAsync(Ct);
        }

        var report = new Replayer(new RecordingFolder(folder.FullName), new PipelineOptions(), TimeProvider.System).Run(
            new ReplayRequest(),
            null,
            Ct
        );
        folder.Delete(recursive: true);
        return report;
    }

    private static EngineSettings Fed(EngineSettings settings, RunningSimulator simulator, DirectoryInfo folder) =>
        settings with
        {
            Coinbase = new CoinbaseOptions
            {
                RestUrl = simulator.CoinbaseRestUrl,
                StreamUrl = simulator.CoinbaseStreamUrl,
            },
            Kalshi = new KalshiOptions
            {
                RestUrl = simulator.KalshiRestUrl,
                StreamUrl = simulator.KalshiStreamUrl,
                KeyId = simulator.KalshiKeyId,
                PrivateKeyPem = simulator.KalshiPrivateKeyPem,
            },
            RecordingFolder = folder.FullName,
        };

    private static async Task SucceededAsync(LiveBoard board, int cycles)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var before = board.Current.Strip.Select(mark => mark.Id).DefaultIfEmpty().Max();
        using var subscription = board.Subscribe(
            BoardTopics.All,
            now =>
            {
                if (now.Strip.Count(mark => mark.Id > before && mark.Outcome == CycleOutcome.Succeeded) >= cycles)
                    seen.TrySetResult();
                return Task.CompletedTask;
            }
        );
        await seen.Task.WaitAsync(Patience, Ct);
    }
}
