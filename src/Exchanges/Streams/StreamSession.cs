using System.Net.WebSockets;

namespace Strikeboard.Exchanges.Streams;

/// <summary>
/// One connection from open to end. Values remember the session that brought them: a heartbeat of the next connection proves
/// nothing about a value of this one.
/// </summary>
public sealed class StreamSession : IDisposable
{
    private readonly WebSocket _socket;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _sendTimeout;
    private readonly CancellationTokenSource _ending;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private long _lastFrame;
    private string? _endReason;

    public StreamSession(
        WebSocket socket,
        TimeProvider clock,
        TimeSpan sendTimeout,
        CancellationToken cancellationToken
    )
    {
        _socket = socket;
        _clock = clock;
        _sendTimeout = sendTimeout;
        _ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Ending = _ending.Token;
        OpenedAt = clock.GetUtcNow();
        _lastFrame = OpenedAt.UtcTicks;
    }

    public DateTimeOffset OpenedAt { get; }

    /// <summary>The last readable frame; the moment of opening before the first.</summary>
    public DateTimeOffset LastFrameAt => new(Volatile.Read(ref _lastFrame), TimeSpan.Zero);

    /// <summary>Since when the session is not live; null while it is.</summary>
    public DateTimeOffset? NotLiveSince { get; internal set; }

    /// <summary>It was live once: being not live now is a resynchronisation, not a start.</summary>
    public bool WasLive { get; internal set; }

    public CancellationToken Ending { get; }

    /// <summary>Why the session ended; the first reason given stays.</summary>
    public string? EndReason => Volatile.Read(ref _endReason);

    public void End(string reason)
    {
        if (Interlocked.CompareExchange(ref _endReason, reason, null) is null)
            Cancel();
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> text, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_sendTimeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, Ending, cancellationToken);
        await _sending.WaitAsync(either.Token);
        try
        {
            await _socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, either.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    internal void Proven(DateTimeOffset at) => Volatile.Write(ref _lastFrame, at.UtcTicks);

    private void Cancel()
    {
        try
        {
            _ending.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The reader ended on its own in this very moment: there is nothing left to end.
        }
    }

    // The semaphore stays: a late sender may still hold it, and without a wait handle it owns nothing.
    public void Dispose() => _ending.Dispose();
}
