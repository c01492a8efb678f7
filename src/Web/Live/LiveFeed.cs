using Strikeboard.Engine.Access;
using Strikeboard.Engine.Live;
using Strikeboard.Web.Hosting;

namespace Strikeboard.Web.Live;

/// <summary>
/// One socket's view of the board: a snapshot first, then what changed since the last look. A slow reader skips what
/// it missed instead of queueing it; one that takes nothing for ten seconds is let go.
/// </summary>
internal sealed class LiveFeed : IDisposable
{
    public static readonly TimeSpan SendPatience = TimeSpan.FromSeconds(10);

    /// <summary>To read the word why and go; then the wire is cut.</summary>
    private static readonly TimeSpan LeavePatience = TimeSpan.FromSeconds(1);
    private readonly LiveView _view;
    private readonly LiveBoard _board;
    private readonly Installation _installation;
    private readonly AccessWatch _access;
    private readonly TimeProvider _time;
    private readonly Authority _owner;
    private readonly Func<LiveMessage, CancellationToken, Task> _send;
    private readonly Action _abort;
    private readonly Func<string, CancellationToken, Task> _close;
    private readonly CancellationTokenSource _ended = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly IDisposable _place;
    private IDisposable? _subscription;
    private IDisposable? _watch;
    private LiveChoice _choice;
    private LiveGlance? _seen;
    private long _seq;

    internal LiveFeed(
        LiveFeedParts parts,
        Authority owner,
        IDisposable place,
        Func<LiveMessage, CancellationToken, Task> send,
        Action abort,
        Func<string, CancellationToken, Task>? close = null
    )
    {
        _close = close ?? ((_, _) => Task.CompletedTask);
        (_view, _board, _installation) = (parts.View, parts.Board, parts.Installation);
        (_access, _time) = (parts.Access, parts.Time);
        (_owner, _place, _send, _abort) = (owner, place, send, abort);
        _choice = LiveChoice.All(_installation);
    }

    public void Start()
    {
        _subscription = _board.Subscribe(BoardTopics.All, ShowAsync);
        _watch = _access.Watch(_owner.Credential, end => _ = EndAsync(end));
    }

    /// <summary>Newly chosen topics are shown whole at once, the others go on as they were.</summary>
    public async Task AskAsync(LiveRequest request)
    {
        if (request.Type == "execute_workflow")
        {
            await ComplainAsync("no_workflows", "This build has no workflows yet.");
            return;
        }
        await _turn.WaitAsync(_ended.Token);
        var (choice, fault) = _choice.With(request, _installation);
        try
        {
            var added = choice.Topics.Except(_choice.Chosen ? _choice.Topics : []);
            _choice = choice;
            if (fault is null && !added.IsEmpty)
            {
                var now = _view.Look(_board.Current);
                await SendAsync(_view.Changes(null, now, choice with { Topics = added }, _time.GetUtcNow()));
            }
        }
        finally
        {
            _turn.Release();
        }
        if (fault is not null)
            await ComplainAsync("invalid_request", fault);
    }

    public async Task ComplainAsync(string code, string message)
    {
        await _turn.WaitAsync(_ended.Token);
        try
        {
            await SendAsync([(LiveTypes.Error, LiveTopics.System, new { code, message })]);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        if (_ended.IsCancellationRequested)
            return;
        _ended.Cancel();
        _watch?.Dispose();
        _subscription?.Dispose();
        _place.Dispose();
    }

    /// <summary>Throws when the socket is gone or too slow, and the board then forgets this reader.</summary>
    private async Task ShowAsync(Board board)
    {
        await _turn.WaitAsync(_ended.Token);
        try
        {
            var now = _view.Look(board);
            var before = _seen;
            _seen = now;
            await SendAsync(_view.Changes(before, now, _choice, _time.GetUtcNow()));
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task SendAsync(IEnumerable<(string Type, string Topic, object Data)> changes)
    {
        using var patience = new CancellationTokenSource(SendPatience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, _ended.Token);
        try
        {
            foreach (var (type, topic, data) in changes)
                await _send(new LiveMessage(type, topic, ++_seq, _time.GetUtcNow(), data), either.Token)
                    .WaitAsync(either.Token);
        }
        catch (Exception) when (!_ended.IsCancellationRequested)
        {
            _abort();
            throw;
        }
    }

    /// <summary>Whoever loses their access loses their sockets, with a word why if they still listen.</summary>
    private async Task EndAsync(AccessEnd end)
    {
        try
        {
            await ComplainAsync(end.Code, end.Message);
            await _close(end.Code, _ended.Token);
            await Task.Delay(LeavePatience, _time, _ended.Token);
        }
        catch (Exception)
        {
            // They do not listen, or the socket has gone before its owner's rights did.
        }
        if (!_ended.IsCancellationRequested)
            _abort();
    }
}

/// <summary>What every feed needs.</summary>
internal sealed record LiveFeedParts(
    LiveView View,
    LiveBoard Board,
    Installation Installation,
    AccessWatch Access,
    TimeProvider Time
);
