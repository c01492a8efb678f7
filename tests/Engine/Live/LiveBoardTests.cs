using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Tests.Pipeline;
using Strikeboard.Model;

namespace Strikeboard.Engine.Tests.Live;

public sealed class LiveBoardTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);
    private readonly Facts _facts = new(NullLogger<Facts>.Instance);
    private readonly LiveBoard _board;

    public LiveBoardTests() => _board = new LiveBoard(_facts, TimeProvider.System);

    public void Dispose() => _board.Dispose();

    [Fact]
    public async Task Subscribe_BoardAlreadyFilled_FirstCallBringsIt()
    {
        _facts.Publish(new CyclePublished(Cycles.Succeeded(41)));
        var seen = Channel.CreateUnbounded<Board>();

        using var subscription = _board.Subscribe(BoardTopics.Cycle, board => seen.Writer.WriteAsync(board).AsTask());

        var first = await seen
            .Reader.ReadAsync(TestContext.Current.CancellationToken)
            .AsTask()
            .WaitAsync(Soon, TestContext.Current.CancellationToken);
        Assert.Equal(41, first.Cycle?.Id);
    }

    [Fact]
    public async Task Subscribe_SlowReader_SeesTheNewestAndFewCalls()
    {
        var calls = 0;
        var entered = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var newest = new TaskCompletionSource();
        using var subscription = _board.Subscribe(
            BoardTopics.Cycle,
            async board =>
            {
                if (Interlocked.Increment(ref calls) == 1)
                {
                    entered.SetResult();
                    await goOn.Task;
                }
                if (board.Cycle?.Id == 1000)
                    newest.TrySetResult();
            }
        );
        await entered.Task.WaitAsync(Soon, TestContext.Current.CancellationToken);

        for (var id = 1; id <= 1000; id++)
            _facts.Publish(new CyclePublished(Cycles.Succeeded(id)));
        goOn.SetResult();

        await newest.Task.WaitAsync(Soon, TestContext.Current.CancellationToken);
        Assert.InRange(calls, 2, 3);
    }

    [Fact]
    public async Task Subscribe_OtherTopicChanges_ReaderIsNotWoken()
    {
        var seen = Channel.CreateUnbounded<Board>();
        using var subscription = _board.Subscribe(
            BoardTopics.Pipeline,
            board => seen.Writer.WriteAsync(board).AsTask()
        );
        await seen
            .Reader.ReadAsync(TestContext.Current.CancellationToken)
            .AsTask()
            .WaitAsync(Soon, TestContext.Current.CancellationToken);

        _facts.Publish(new CyclePublished(Cycles.Succeeded()));
        _facts.Publish(new PipelineChanged(PipelineStatus.Initial with { Generation = 9 }));

        var next = await seen
            .Reader.ReadAsync(TestContext.Current.CancellationToken)
            .AsTask()
            .WaitAsync(Soon, TestContext.Current.CancellationToken);
        Assert.Equal(9, next.Pipeline.Generation);
    }

    [Fact]
    public void Publish_FailedCycle_LastGoodStaysTheEarlierOne()
    {
        _facts.Publish(new CyclePublished(Cycles.Succeeded(1)));
        _facts.Publish(new CyclePublished(Cycles.Failed(2)));

        var board = _board.Current;

        Assert.Equal(2, board.Cycle?.Id);
        Assert.Equal(1, board.Shown(new Symbol("BTC"))?.CycleId);
        Assert.Equal("BTC price: too old", board.Strip[^1].FirstError);
    }

    [Fact]
    public void Publish_ManyCycles_StripKeepsTheLastThreeHundred()
    {
        for (var id = 1; id <= 1000; id++)
            _facts.Publish(new CyclePublished(Cycles.Succeeded(id)));

        Assert.Equal(LiveBoard.StripLength, _board.Current.Strip.Length);
        Assert.Equal(1000, _board.Current.Strip[^1].Id);
    }

    [Fact]
    public async Task Publish_AListenerThrows_TheOthersStillHear()
    {
        var heard = new TaskCompletionSource();
        using var deaf = _facts.Listen<PipelineChanged>(_ => throw new InvalidOperationException("deaf"));
        using var good = _facts.Listen<PipelineChanged>(_ => heard.SetResult());

        _facts.Publish(new PipelineChanged(PipelineStatus.Initial));

        await heard.Task.WaitAsync(Soon, TestContext.Current.CancellationToken);
    }
}
