using System.Collections.Concurrent;
using Strikeboard.Exchanges.Streams;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Exchanges.Tests.Streams;

public sealed class StatusBoardTests
{
    private readonly ManualTime _clock = new();
    private readonly StatusBoard _board;

    public StatusBoardTests() => _board = new StatusBoard("venue", _clock, TimeSpan.FromSeconds(15));

    [Fact]
    public void Polling_StandsInForALostStreamAndNamesItsTrouble()
    {
        _board.StreamIs(SourceState.Connected);
        _board.StreamIs(SourceState.WaitingToReconnect, "no frame for 2.9 s");
        _board.Polled(null, _clock.GetUtcNow());

        var status = _board.Current;
        Assert.Equal(
            (SourceState.Polling, Transport.Polling, "no frame for 2.9 s"),
            (status.State, status.Transport, status.Reason)
        );
        Assert.Equal(Quality.Fallback, status.QualityAt(_clock.GetUtcNow()));
    }

    [Fact]
    public void Polling_ThatBringsNothingForLong_NoLongerStandsIn()
    {
        _board.StreamIs(SourceState.WaitingToReconnect, "connection refused");
        _board.Polled(null, _clock.GetUtcNow());
        _board.Polled("HTTP 503", _clock.GetUtcNow());
        Assert.Equal("connection refused; polling: HTTP 503", _board.Current.Reason);
        Assert.Equal(SourceState.Polling, _board.Current.State);

        _clock.Advance(TimeSpan.FromSeconds(16));
        Assert.Equal(
            (SourceState.WaitingToReconnect, Transport.None),
            (_board.Current.State, _board.Current.Transport)
        );
        Assert.Equal(Quality.Missing, _board.Current.QualityAt(_clock.GetUtcNow()));
    }

    [Fact]
    public void Stream_LiveAgain_ClearsEveryReason()
    {
        _board.StreamIs(SourceState.WaitingToReconnect, "connection refused");
        _board.Polled("HTTP 503", _clock.GetUtcNow());
        _board.StreamIs(SourceState.Connected);
        Assert.Equal((SourceState.Connected, ""), (_board.Current.State, _board.Current.Reason));
    }

    [Fact]
    public async Task Listeners_HearEachChangeOnceInOrderOffTheCallersThread()
    {
        var heard = new ConcurrentQueue<string>();
        var last = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _board.Changed += _ => throw new InvalidOperationException("a listener that fails");
        _board.Changed += status =>
        {
            heard.Enqueue(status.State.ToString());
            if (status.State == SourceState.Connected)
                last.TrySetResult();
        };

        _board.StreamIs(SourceState.Connecting);
        _board.StreamIs(SourceState.Connecting);
        _board.FrameAt(_clock.GetUtcNow());
        _board.StreamIs(SourceState.Subscribing);
        _board.StreamIs(SourceState.Connected);
        await last.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        Assert.Equal(["Connecting", "Subscribing", "Connected"], heard);
    }
}
