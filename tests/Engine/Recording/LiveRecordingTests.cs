using Strikeboard.Engine.Live;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Recording;
using Strikeboard.Exchanges.Coinbase;
using Strikeboard.Exchanges.Kalshi;
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
            foreach (var service in bench.Everything.Reverse())
                await service.StopAsync(Ct);
        }

        var report = new Replayer(new RecordingFolder(folder.FullName), new PipelineOptions(), TimeProvider.System).Run(
            new ReplayRequest(),
            null,
            Ct
        );
        folder.Delete(recursive: true);

        Assert.Empty(report.Differences);
        Assert.Empty(report.Notes);
        Assert.True(report.IsAllTheSame);
        Assert.True(report.Cycles >= Cycles);
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
        using var subscription = board.Subscribe(
            BoardTopics.All,
            now =>
            {
                if (now.Strip.Count(mark => mark.Outcome == Model.CycleOutcome.Succeeded) >= cycles)
                    seen.TrySetResult();
                return Task.CompletedTask;
            }
        );
        await seen.Task.WaitAsync(Patience, Ct);
    }
}
