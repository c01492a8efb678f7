using System.Net.Sockets;
using System.Net.WebSockets;
using Microsoft.Extensions.Logging;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Streams;

/// <summary>
/// Keeps one stream open for ever: connects, subscribes, watches for silence and gaps, backs off, reconnects, and polls for as
/// long as the stream is not live. Two loops share the work: the reader owns the socket, the beat owns time.
/// </summary>
public sealed partial class ResilientStream(
    IStreamProtocol protocol,
    StreamOptions options,
    StatusBoard board,
    TimeProvider clock,
    ILogger logger,
    Random random
)
{
    private readonly Backoff _backoff = new(random);
    private volatile StreamSession? _session;
    private DateTimeOffset _nextPoll;
    private Task? _poll;
    private Task? _chore;
    private CancellationTokenSource? _hurry;
    private DateTimeOffset _waitingSince;
    private DateTimeOffset _answeredAt = DateTimeOffset.MinValue;
    private bool _mayHurry;
    private bool _answersFailed;

    /// <summary>Returns when cancelled, and not before.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var beating = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _nextPoll = clock.GetUtcNow() + options.PollGraceAtStart;
        var beat = BeatAsync(beating.Token);
        try
        {
            while (!cancellationToken.IsCancellationRequested)
                await ConnectOnceAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to stop: that is how this method ends.
        }
        finally
        {
            await beating.CancelAsync();
            foreach (var work in new[] { beat, _chore, _poll })
                await (work ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            board.StreamIs(SourceState.Stopped);
        }
    }

    /// <summary>Ends the connection that is open now; the next one is made as after any loss.</summary>
    public void Reconnect(string reason) => _session?.End(reason);

    private async Task ConnectOnceAsync(CancellationToken cancellationToken)
    {
        if (protocol.Unavailable is { } why)
        {
            board.StreamIs(SourceState.WaitingToReconnect, why);
            await Task.Delay(Backoff.LastCeiling, clock, cancellationToken);
            return;
        }
        board.StreamIs(SourceState.Connecting);
        var started = clock.GetUtcNow();
        var (reason, refused) = await RunSessionAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (clock.GetUtcNow() - started >= options.HealthyAfter)
            _backoff.Reset();
        board.Reconnecting();
        board.StreamIs(SourceState.WaitingToReconnect, reason);
        var wait = Shortened(_backoff.Next(refused), refused);
        Log.Lost(logger, board.Current.Name, reason, wait);
        await WaitAsync(wait, mayHurry: !refused, cancellationToken);
    }

    private TimeSpan Shortened(TimeSpan wait, bool refused)
    {
        lock (_backoff)
        {
            var answers = !_answersFailed && clock.GetUtcNow() - _answeredAt <= options.PollFreshness;
            return answers && !refused && wait > options.ReachableWait ? options.ReachableWait : wait;
        }
    }

    /// <summary>Until the time is up, or the venue is found to answer.</summary>
    private async Task WaitAsync(TimeSpan wait, bool mayHurry, CancellationToken cancellationToken)
    {
        using var hurry = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        lock (_backoff)
            (_hurry, _mayHurry, _waitingSince) = (hurry, mayHurry, clock.GetUtcNow());
        await Task.Delay(wait, clock, hurry.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_backoff)
            _hurry = null;
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>
    /// The venue was asked beside the stream. One that answers again is tried at once; one that answers all along while its
    /// stream stays away is tried often, for nothing else tells when the stream is back.
    /// </summary>
    public void VenueAnswered(bool well)
    {
        lock (_backoff)
        {
            var again = well && _answersFailed;
            _answersFailed = !well;
            var waitedEnough = _mayHurry && clock.GetUtcNow() - _waitingSince >= options.ReachableWait;
            if (again || (well && waitedEnough))
                _hurry?.Cancel();
            if (well)
                _answeredAt = clock.GetUtcNow();
        }
    }

    private async Task<(string Reason, bool Refused)> RunSessionAsync(CancellationToken cancellationToken)
    {
        using var socket = new ClientWebSocket();
        if (await ConnectAsync(socket, cancellationToken) is { } failure)
            return failure;
        using var session = new StreamSession(socket, clock, options.SendTimeout, cancellationToken)
        {
            NotLiveSince = clock.GetUtcNow(),
        };
        board.StreamIs(SourceState.Subscribing);
        try
        {
            await protocol.OpenAsync(session, session.Ending);
            _session = session;
            return (await ReadAsync(socket, session), false);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            return (session.EndReason ?? InWords(fault), false);
        }
        finally
        {
            _session = null;
            protocol.Lost(session);
        }
    }

    private async Task<(string Reason, bool Refused)?> ConnectAsync(
        ClientWebSocket socket,
        CancellationToken cancellationToken
    )
    {
        using var timeout = new CancellationTokenSource(options.ConnectTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            socket.Options.CollectHttpResponseDetails = true;
            if (protocol.Endpoint.IsLoopback)
                socket.Options.Proxy = null;
            protocol.Prepare(socket.Options);
            await socket.ConnectAsync(protocol.Endpoint, either.Token);
            return null;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            var status = (int)socket.HttpStatusCode;
            if (status >= 300)
                return ($"HTTP {status} when connecting", status is 401 or 403 or 418 or 429 or 451);
            return timeout.IsCancellationRequested
                ? ($"no connection within {options.ConnectTimeout.TotalSeconds:0} s", false)
                : (InWords(fault), false);
        }
    }

    private async Task<string> ReadAsync(ClientWebSocket socket, StreamSession session)
    {
        using var reader = new FrameReader(socket, options.MaxFrameBytes);
        while (true)
        {
            var frame = await reader.ReadAsync(session.Ending);
            if (frame.EndReason is { } closed)
                return closed;
            var now = clock.GetUtcNow();
            if (Take(frame.Bytes.Span, session, now) is { } ended)
                return ended;
        }
    }

    /// <summary>The reason to end the session, or null to go on.</summary>
    private string? Take(ReadOnlySpan<byte> frame, StreamSession session, DateTimeOffset now)
    {
        var verdict = protocol.Handle(frame, session, now);
        if (verdict.IsGap)
            board.Gap();
        if (verdict.Kind == FrameKind.Reconnect)
            return verdict.Reason;
        if (verdict.Kind == FrameKind.Malformed)
        {
            // Not counted as a sign of life: a stream of rubbish goes stale like a silent one.
            board.MalformedFrame();
            Log.Malformed(logger, board.Current.Name, verdict.Reason, frame.Length);
            return null;
        }
        session.Proven(now);
        board.FrameAt(now);
        if (verdict.Kind == FrameKind.Resync)
            NotLive(session, now, verdict.Reason);
        else if (session.NotLiveSince is not null && protocol.IsLive)
            Live(session);
        return null;
    }

    private void Live(StreamSession session)
    {
        (session.NotLiveSince, session.WasLive) = (null, true);
        board.StreamIs(SourceState.Connected);
        Log.Live(logger, board.Current.Name);
    }

    private void NotLive(StreamSession session, DateTimeOffset now, string reason)
    {
        session.NotLiveSince ??= now;
        board.StreamIs(SourceState.Subscribing, reason);
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.Beat, clock);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            var now = clock.GetUtcNow();
            if (_session is { } session)
            {
                Watch(session, now);
                // Not awaited: a send that hangs must not keep the watch from seeing the silence.
                if (_chore is null or { IsCompleted: true })
                    _chore = ChoreAsync(session, now, cancellationToken);
            }
            PollIfDue(now, cancellationToken);
            board.Refresh();
        }
    }

    private async Task ChoreAsync(StreamSession session, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await protocol.BeatAsync(session, now, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            session.End(InWords(fault));
        }
    }

    private void Watch(StreamSession session, DateTimeOffset now)
    {
        var silence = now - session.LastFrameAt;
        if (silence > options.SilenceLimit)
            session.End(string.Create(null, $"no frame for {silence.TotalSeconds:0.0} s"));
        else if (session.NotLiveSince is { } since && now - since > Patience(session))
            session.End($"no fresh data within {Patience(session).TotalSeconds:0} s of subscribing");
    }

    private TimeSpan Patience(StreamSession session) => session.WasLive ? options.ResyncLimit : options.ReadyLimit;

    private void PollIfDue(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (board.IsLive)
        {
            _nextPoll = now;
            return;
        }
        if (now < _nextPoll || _poll is { IsCompleted: false })
            return;
        _nextPoll = now + options.PollEvery;
        _poll = PollAsync(cancellationToken);
    }

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        string? trouble;
        try
        {
            trouble = await protocol.PollAsync(cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            trouble = InWords(fault);
        }
        board.Polled(trouble, clock.GetUtcNow());
        if (trouble is not null)
            Log.PollFailed(logger, board.Current.Name, trouble);
        VenueAnswered(trouble is null);
    }

    private static string InWords(Exception fault)
    {
        for (var inner = fault; inner is not null; inner = inner.InnerException)
        {
            if (inner is SocketException socket)
                return socket.SocketErrorCode switch
                {
                    SocketError.ConnectionRefused => "connection refused",
                    SocketError.ConnectionReset => "connection reset",
                    SocketError.HostNotFound or SocketError.TryAgain => "host not found",
                    var code => $"network: {code}",
                };
        }
        return fault switch
        {
            WebSocketException { WebSocketErrorCode: WebSocketError.ConnectionClosedPrematurely } =>
                "connection dropped without a close",
            OperationCanceledException => "timed out",
            _ => $"{fault.GetType().Name}: {fault.Message}",
        };
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Source} is live")]
        public static partial void Live(ILogger logger, string source);

        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "{Source} lost its stream: {Reason}; next attempt in {Wait}"
        )]
        public static partial void Lost(ILogger logger, string source, string reason, TimeSpan wait);

        [LoggerMessage(
            Level = LogLevel.Debug,
            Message = "{Source} sent a frame that cannot be read ({Reason}, {Length} bytes)"
        )]
        public static partial void Malformed(ILogger logger, string source, string reason, int length);

        [LoggerMessage(Level = LogLevel.Debug, Message = "Polling {Source} failed: {Reason}")]
        public static partial void PollFailed(ILogger logger, string source, string reason);
    }
}
