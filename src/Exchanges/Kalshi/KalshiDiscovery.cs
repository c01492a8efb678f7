using Microsoft.Extensions.Logging;
using Strikeboard.Exchanges.Http;
using Strikeboard.Exchanges.Streams;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Kalshi;

/// <summary>
/// Keeps the catalog: on a rhythm, around each opening and closing, and when the stream says that something changed. It sees
/// the books with the venue's own eyes as well, and so notices a stream that stands still.
/// </summary>
internal sealed partial class KalshiDiscovery(
    KalshiOptions options,
    KalshiRest rest,
    KalshiCatalog catalog,
    KalshiBooks books,
    StatusBoard board,
    TimeProvider clock,
    ILogger logger,
    Random random
)
{
    private const int Movers = 15;
    private const int Others = 10;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LeastBetween = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AheadOfClose = TimeSpan.FromSeconds(5);

    private readonly Backoff _backoff = new(random);
    private readonly Dictionary<string, DateTimeOffset> _unopenedAt = new(StringComparer.Ordinal);
    private readonly HashSet<string> _closedRead = new(StringComparer.Ordinal);
    private int _triggered;
    private volatile string? _trouble;

    /// <summary>A contract whose book stands still while the venue moves.</summary>
    public event Action<string>? Frozen;

    public void Trigger() => Interlocked.Exchange(ref _triggered, 1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        var (due, last) = (clock.GetUtcNow(), DateTimeOffset.MinValue);
        do
        {
            var now = clock.GetUtcNow();
            var asked = Volatile.Read(ref _triggered) == 1 && now - last >= LeastBetween;
            if (now < due && !asked)
                continue;
            Interlocked.Exchange(ref _triggered, 0);
            var trouble = await TryDiscoverAsync(now, cancellationToken);
            last = clock.GetUtcNow();
            due = last + Wait(trouble, last);
        } while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private async Task<string?> TryDiscoverAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            return await DiscoverAsync(now, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // Without this loop no next event would ever be found: it outlives its own mistakes.
            Log.Broken(logger, fault);
            return fault.Message;
        }
    }

    private TimeSpan Wait(string? trouble, DateTimeOffset now)
    {
        _trouble = trouble is null ? null : $"list of markets: {trouble}";
        board.Note(_trouble ?? "");
        if (trouble is not null)
        {
            Log.Failed(logger, trouble);
            return _backoff.Next(refused: false) + Beat;
        }
        _backoff.Reset();
        if (books.AnyDiffers)
            return TimeSpan.FromSeconds(5);
        // Just before a close, to have the next event; just after a turn, to see what the venue made of it.
        var turn = catalog.NextTurn(now);
        var soon = turn - AheadOfClose > now ? turn - AheadOfClose : turn;
        var untilTurn = soon - now + TimeSpan.FromMilliseconds(200);
        return untilTurn < options.DiscoverEvery ? Longer(untilTurn, LeastBetween) : options.DiscoverEvery;
    }

    private async Task<string?> DiscoverAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        string? trouble = null;
        foreach (var series in catalog.Series)
        {
            trouble ??= await DiscoverOpenAsync(series, cancellationToken);
            if (trouble is null && !_closedRead.Contains(series))
                trouble = await DiscoverClosedAsync(series, now, cancellationToken);
            if (trouble is null && IsUnopenedDue(series, now))
                trouble = await DiscoverUnopenedAsync(series, now, cancellationToken);
        }
        foreach (var closed in catalog.Undecided(now))
            trouble ??= await ReadEventAsync(closed, cancellationToken);
        books.Keep(catalog.Prune(now));
        return trouble;
    }

    private async Task<string?> DiscoverOpenAsync(string series, CancellationToken cancellationToken)
    {
        var askedAt = clock.GetUtcNow();
        var open = await rest.ReadSeriesAsync(series, "open", cancellationToken);
        if (!open.IsOk)
            return InWords(open.Error);
        Adopt(series, open.Value);
        catalog.OnlyTheseAreOpen(series, open.Value, askedAt);
        return null;
    }

    /// <summary>Once: what closed before we listened may have been decided meanwhile, and somebody may wait for that.</summary>
    private async Task<string?> DiscoverClosedAsync(
        string series,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var closed = await rest.ReadClosedAsync(series, now - options.KeepClosed, now, cancellationToken);
        if (!closed.IsOk)
            return InWords(closed.Error);
        catalog.Update(series, closed.Value, clock.GetUtcNow());
        _closedRead.Add(series);
        return null;
    }

    private async Task<string?> DiscoverUnopenedAsync(
        string series,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var unopened = await rest.ReadSeriesAsync(series, "unopened", cancellationToken);
        if (!unopened.IsOk)
            return InWords(unopened.Error);
        catalog.Update(series, unopened.Value, clock.GetUtcNow());
        _unopenedAt[series] = now;
        return null;
    }

    private bool IsUnopenedDue(string series, DateTimeOffset now)
    {
        var since = now - _unopenedAt.GetValueOrDefault(series);
        var nextIsKnown = catalog.Events(now).Any(e => e.Series == series && e.OpenTime > now);
        var turnIsNear = catalog.NextTurn(now) - now <= options.SubscribeAhead;
        return since >= (nextIsKnown && !turnIsNear ? options.DiscoverUnopenedEvery : options.DiscoverEvery / 2);
    }

    /// <summary>In place of the stream: the followed events, each with its quotes.</summary>
    public async Task<string?> PollFollowedAsync(CancellationToken cancellationToken)
    {
        var followed = catalog.Followed(clock.GetUtcNow());
        if (followed.IsEmpty)
            return catalog.IsKnown ? null : _trouble ?? "the list of markets is not known yet";
        var troubles = await Task.WhenAll(followed.Select(e => ReadEventAsync(e, cancellationToken)));
        return troubles.FirstOrDefault(t => t is not null);
    }

    /// <summary>
    /// Heartbeats prove the connection, not the books: some of them are held against the venue's own. Null where the venue
    /// answered.
    /// </summary>
    public async Task<VenueError?> CompareAsync(CancellationToken cancellationToken)
    {
        var tickers = books.ToCompare(Movers, Others);
        if (tickers.Count == 0)
            return null;
        var answer = await rest.ReadTickersAsync(tickers, cancellationToken);
        if (!answer.IsOk)
            return answer.Error;
        foreach (var series in catalog.Series)
            Adopt(
                series,
                answer.Value.FindAll(r => r.Market.Ticker.StartsWith(series + "-", StringComparison.Ordinal))
            );
        return null;
    }

    private async Task<string?> ReadEventAsync(MarketEvent listed, CancellationToken cancellationToken)
    {
        var answer = await rest.ReadEventAsync(listed.Ticker, cancellationToken);
        if (!answer.IsOk)
            return InWords(answer.Error);
        Adopt(listed.Series, answer.Value);
        return null;
    }

    private void Adopt(string series, List<KalshiMarketRow> rows)
    {
        var now = clock.GetUtcNow();
        catalog.Update(series, rows, now);
        var quoted = rows.Where(r => r.Market.OpenTime <= now && now < r.Market.CloseTime).Select(r => r.Quote);
        if (books.Polled(quoted) is { } frozen)
            Frozen?.Invoke(frozen);
    }

    private static string InWords(VenueError error) => error.ToString();

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Looking for markets failed in itself")]
        public static partial void Broken(ILogger logger, Exception fault);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Kalshi did not give its list of markets: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
