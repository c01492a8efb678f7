using Strikeboard.Model;

namespace Strikeboard.Exchanges.Streams;

/// <summary>
/// Makes one line out of two stories: how the stream stands, and whether polling stands in for it. Listeners hear of changes in
/// order, on the thread pool, never on a socket's thread.
/// </summary>
public sealed class StatusBoard(string name, TimeProvider clock, TimeSpan pollFreshness)
{
    private const int MostUnheard = 256;

    /// <summary>How long a damaged frame stays worth a word.</summary>
    private static readonly TimeSpan MalformedRemembered = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Queue<SourceStatus> _unheard = new();
    private bool _telling;

    private SourceState _stream = SourceState.Stopped;
    private string _trouble = "";
    private string _pollTrouble = "";
    private string _note = "";
    private string _restTrouble = "";
    private VenueConditions? _conditions;
    private DateTimeOffset? _lastMalformed;
    private DateTimeOffset? _lastPoll;
    private DateTimeOffset? _lastStreamFrame;
    private DateTimeOffset _since = clock.GetUtcNow();
    private (SourceState State, Transport Transport, string Reason) _told = (SourceState.Stopped, Transport.None, "");
    private long _frames;
    private long _malformed;
    private long _gaps;
    private long _reconnects;

    public event Action<SourceStatus>? Changed;

    public SourceStatus Current
    {
        get
        {
            lock (_gate)
                return Compose(clock.GetUtcNow());
        }
    }

    public bool IsLive
    {
        get
        {
            lock (_gate)
                return _stream == SourceState.Connected;
        }
    }

    public void StreamIs(SourceState state, string? trouble = null) =>
        Change(() =>
        {
            _stream = state;
            if (trouble is not null)
                _trouble = trouble;
            if (state is SourceState.Connected or SourceState.Stopped)
                (_trouble, _pollTrouble) = ("", "");
            if (state is SourceState.Connected or SourceState.Stopped)
                _lastPoll = null;
        });

    public void Reconnecting() => Interlocked.Increment(ref _reconnects);

    public void FrameAt(DateTimeOffset at)
    {
        Interlocked.Increment(ref _frames);
        lock (_gate)
            _lastStreamFrame = at;
    }

    public void MalformedFrame()
    {
        Interlocked.Increment(ref _malformed);
        Change(() => _lastMalformed = clock.GetUtcNow());
    }

    public void Gap() => Interlocked.Increment(ref _gaps);

    public void Polled(string? trouble, DateTimeOffset at) =>
        Change(() =>
        {
            _pollTrouble = trouble ?? "";
            if (trouble is null && _stream != SourceState.Connected)
                _lastPoll = at;
        });

    /// <summary>Something beside the stream that an operator should know while the stream is well; empty clears it.</summary>
    public void Note(string note) => Change(() => _note = note);

    /// <summary>Trouble with the way to poll, while it is not needed; empty clears it.</summary>
    public void Rest(string trouble) => Change(() => _restTrouble = trouble);

    /// <summary>What the venue says of itself.</summary>
    public void Conditions(VenueConditions conditions) => Change(() => _conditions = conditions);

    /// <summary>Time alone can end a polling state.</summary>
    public void Refresh() => Change(static () => { });

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
            var now = clock.GetUtcNow();
            var status = Compose(now);
            var telling = (status.State, status.Transport, status.Reason);
            if (telling == _told)
                return;
            if (telling.State != _told.State || telling.Transport != _told.Transport)
                _since = now;
            _told = telling;
            Tell(status with { Since = _since });
        }
    }

    private SourceStatus Compose(DateTimeOffset now)
    {
        var live = _stream == SourceState.Connected;
        var polling = !live && _stream != SourceState.Stopped && _lastPoll is { } poll && now - poll <= pollFreshness;
        return new SourceStatus
        {
            Name = name,
            State = polling ? SourceState.Polling : _stream,
            Transport =
                live ? Transport.Stream
                : polling ? Transport.Polling
                : Transport.None,
            Reason = live ? Beside(now) : And(_conditions?.ClosedAt(now) ?? "", Join(_trouble, _pollTrouble)),
            LastFrameAt = polling ? _lastPoll : _lastStreamFrame,
            Since = _since,
            Frames = Interlocked.Read(ref _frames),
            Malformed = Interlocked.Read(ref _malformed),
            Gaps = Interlocked.Read(ref _gaps),
            Reconnects = Interlocked.Read(ref _reconnects),
            Conditions = _conditions,
        };
    }

    /// <summary>What is wrong although the stream is well.</summary>
    private string Beside(DateTimeOffset now) =>
        string.Join(
            "; ",
            new[]
            {
                _conditions?.ClosedAt(now) ?? "",
                now - _lastMalformed <= MalformedRemembered ? "malformed frames arrive and are left out" : "",
                _restTrouble.Length > 0 ? $"REST: {_restTrouble}" : "",
                _note,
            }.Where(part => part.Length > 0)
        );

    private static string And(string first, string second) =>
        first.Length == 0 ? second
        : second.Length == 0 ? first
        : $"{first}; {second}";

    private static string Join(string stream, string poll) =>
        poll.Length == 0 ? stream
        : stream.Length == 0 ? $"polling: {poll}"
        : $"{stream}; polling: {poll}";

    private void Tell(SourceStatus status)
    {
        if (_unheard.Count >= MostUnheard)
            _unheard.Dequeue();
        _unheard.Enqueue(status);
        if (_telling)
            return;
        _telling = true;
        ThreadPool.UnsafeQueueUserWorkItem(static board => board.TellAll(), this, preferLocal: false);
    }

    private void TellAll()
    {
        while (true)
        {
            SourceStatus status;
            lock (_gate)
            {
                if (!_unheard.TryDequeue(out status!))
                {
                    _telling = false;
                    return;
                }
            }
            foreach (var listener in Delegate.EnumerateInvocationList(Changed))
                TellOne(listener, status);
        }
    }

    private static void TellOne(Action<SourceStatus> listener, SourceStatus status)
    {
        try
        {
            listener(status);
        }
        catch (Exception)
        {
            // A listener's fault is its own: it must not silence the others or end the thread.
        }
    }
}
