using Microsoft.EntityFrameworkCore;
using Strikeboard.Engine.Live;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Engine.Tests.Operations;

/// <summary>What a start makes of what was asked for before it.</summary>
public sealed class NodeTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private EngineBench _bench = null!;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _bench = await EngineBench.CreateAsync(postgres, Ct);

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Lead_StoppedBeforeTheRestart_StaysStoppedAndCanBeStarted()
    {
        await AskedBeforeAsync(running: false, generation: 7);
        var settled = BoardWhen(board => board.Pipeline is { Generation: 7 });

        await _bench.Node.StartAsync(Ct);
        var pipeline = (await settled).Pipeline;
        var outcome = await _bench.Desk.ExecuteAsync(
            new StartPipeline(),
            new CommandContext(await _bench.AddUserAsync(Role.Operator, Ct)),
            Ct
        );
        await _bench.Node.StopAsync(Ct);

        Assert.Equal((PipelineState.Stopped, false), (pipeline.State, pipeline.DesiredRunning));
        Assert.Equal(CommandVerdict.Done, outcome.Verdict);
    }

    [Fact]
    public async Task Lead_RunningBeforeTheRestart_StartsByItself()
    {
        await AskedBeforeAsync(running: true, generation: 8);
        var settled = BoardWhen(board => board.Pipeline is { Generation: 8, State: not PipelineState.Stopped });

        await _bench.Node.StartAsync(Ct);

        Assert.True((await settled).Leader.IsMe);
        await _bench.Node.StopAsync(Ct);
    }

    private async Task AskedBeforeAsync(bool running, long generation)
    {
        await using var db = await _bench.Contexts.CreateDbContextAsync(Ct);
        await db.Pipeline.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.DesiredRunning, running).SetProperty(row => row.Generation, generation),
            Ct
        );
    }

    private async Task<Board> BoardWhen(Func<Board, bool> wanted)
    {
        var seen = new TaskCompletionSource<Board>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = _bench.Board.Subscribe(
            BoardTopics.All,
            board =>
            {
                if (wanted(board))
                    seen.TrySetResult(board);
                return Task.CompletedTask;
            }
        );
        return await seen.Task.WaitAsync(Patience, Ct);
    }
}
