using Strikeboard.Engine.Live;

namespace Strikeboard.Web.Parts.Live;

/// <summary>
/// The one pulse of a viewer's page. All its parts are drawn together, in one batch and one message: with each cycle at once,
/// with other news at most four times a second, and every second when the board is silent, for that is when ages matter most.
/// </summary>
public sealed class PagePulse(LiveBoard live, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan LeastBetweenDrawings = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(1);

    /// <summary>Half a second after a cycle was to be expected it is plain that none came.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1.5);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _gone = new();
    private readonly List<LiveComponent> _parts = [];
    private IDisposable? _cycles;
    private IDisposable? _others;
    private BoardTopics _topics;
    private ITimer? _beat;
    private Board _seen = Board.Empty;
    private long _drawnAt;

    /// <summary>What draws the parts of the page in one batch; without one each is drawn by itself.</summary>
    internal PulseHost? Host { get; set; }

    internal void Join(LiveComponent part)
    {
        lock (_gate)
        {
            if (_gone.IsCancellationRequested)
                return;
            _parts.Add(part);
            if (_beat is null)
            {
                _seen = live.Current;
                _drawnAt = time.GetTimestamp();
                _beat = time.CreateTimer(_ => _ = DrawAsync(onlyNews: false), null, BeatEvery, BeatEvery);
                // Apart from the others, so that nothing they bring makes a cycle wait.
                _cycles = live.Subscribe(BoardTopics.Cycle, _ => OnNewsAsync(BoardTopics.Cycle));
            }
            ListenFor(_topics | part.Wants);
        }
    }

    internal void Leave(LiveComponent part)
    {
        lock (_gate)
        {
            if (_parts.Remove(part))
                ListenFor(_parts.Aggregate(BoardTopics.None, (topics, other) => topics | other.Wants));
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_gone.IsCancellationRequested)
                return;
            _gone.Cancel();
            _beat?.Dispose();
            _cycles?.Dispose();
            _others?.Dispose();
            _parts.Clear();
        }
        _gone.Dispose();
    }

    private void ListenFor(BoardTopics topics)
    {
        if (topics == _topics)
            return;
        _topics = topics;
        _others?.Dispose();
        var others = topics & ~BoardTopics.Cycle;
        _others = others == BoardTopics.None ? null : live.Subscribe(others, _ => OnNewsAsync(others));
    }

    private async Task OnNewsAsync(BoardTopics topics)
    {
        try
        {
            if (topics != BoardTopics.Cycle)
            {
                var wait = LeastBetweenDrawings - time.GetElapsedTime(Interlocked.Read(ref _drawnAt));
                if (wait > TimeSpan.Zero)
                    await Task.Delay(wait, time, _gone.Token);
            }
            await DrawAsync(onlyNews: true);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The page went while this waited: nobody is left to draw for.
        }
    }

    private Task DrawAsync(bool onlyNews)
    {
        LiveComponent[] parts;
        Board board;
        lock (_gate)
        {
            if (_gone.IsCancellationRequested)
                return Task.CompletedTask;
            board = live.Current;
            var news = board.Since(_seen);
            _seen = board;
            // A cycle is also the second's beat: whatever counts time is drawn with it.
            var isCycle = news.HasFlag(BoardTopics.Cycle);
            var all = !onlyNews || isCycle;
            parts = [.. _parts.Where(part => (part.Wants & news) != BoardTopics.None || (all && part.Counts))];
            _drawnAt = time.GetTimestamp();
            if (isCycle)
                _beat?.Change(Silence, BeatEvery);
        }
        if (parts.Length == 0)
            return Task.CompletedTask;
        var now = time.GetUtcNow();
        return Host is { } host
            ? host.DrawAsync(parts, board, now)
            : Task.WhenAll(parts.Select(part => part.DrawAsync(board, now)));
    }
}
