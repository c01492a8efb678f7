using System.Net.WebSockets;
using Strikeboard.Exchanges.Streams;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Kalshi;

/// <summary>
/// One connection, three channels: books, tickers (volume and open interest), lifecycle. Subscriptions follow the catalog. A gap
/// makes every book doubtful until its snapshot has come.
/// </summary>
internal sealed class KalshiProtocol(
    KalshiOptions options,
    IKalshiSigner? signer,
    KalshiCatalog catalog,
    KalshiBooks books,
    KalshiDiscovery discovery,
    KalshiLifecycle lifecycle,
    KalshiIndex index,
    KalshiRest rest,
    TimeProvider clock
) : IStreamProtocol
{
    public const string BookChannel = "orderbook_delta";
    public const string TickerChannel = "ticker";
    public const string LifecycleChannel = "market_lifecycle_v2";
    public const string IndexChannel = "cfbenchmarks_value";

    private static readonly HashSet<string> NoMarkets = new(StringComparer.Ordinal);
    private static readonly TimeSpan RefusalMemory = TimeSpan.FromSeconds(30);

    private readonly KalshiDecoder _decoder = new();
    private readonly KalshiFrame _frame = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _refused = new(StringComparer.Ordinal);
    private KalshiChannel _books = new(BookChannel, needsMarkets: true);
    private KalshiChannel _tickers = new(TickerChannel, needsMarkets: true);
    private KalshiChannel _lifecycle = new(LifecycleChannel, needsMarkets: false);
    private KalshiChannel _index = new(IndexChannel, needsMarkets: false);
    private bool _indexRefused;
    private int _lastId;
    private bool _resync;
    private bool _caughtUp;
    private DateTimeOffset _probedAt;
    private DateTimeOffset? _unsyncedSince;
    private bool _askedAgain;

    public Uri Endpoint => options.StreamUrl;

    public string? Unavailable => signer is null ? "no API key: the venue streams to known callers only" : null;

    public void Prepare(ClientWebSocketOptions handshake)
    {
        foreach (var (name, value) in KalshiHeaders.For(signer!, "GET", Endpoint, rest.VenueTime))
            handshake.SetRequestHeader(name, value);
    }

    public async ValueTask OpenAsync(StreamSession session, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _books = new KalshiChannel(BookChannel, needsMarkets: true);
            _tickers = new KalshiChannel(TickerChannel, needsMarkets: true);
            _lifecycle = new KalshiChannel(LifecycleChannel, needsMarkets: false);
            _index = new KalshiChannel(IndexChannel, needsMarkets: false, index.Wanted);
            // Asked anew with each connection: an entitlement may have been granted meanwhile.
            _indexRefused = index.Wanted.Count == 0;
            (_resync, _caughtUp, _probedAt, _unsyncedSince) = (false, false, session.OpenedAt, null);
            _refused.Clear();
        }
        await BeatAsync(session, session.OpenedAt, cancellationToken);
    }

    /// <summary>Live means: the list of events is known, and each followed book is whole on this connection.</summary>
    public bool IsLive
    {
        get
        {
            lock (_gate)
                return _caughtUp && books.AreSynced(_books.Subscribed);
        }
    }

    public void Lost(StreamSession session)
    {
        lock (_gate)
            _caughtUp = false;
        lifecycle.Flush(DateTimeOffset.MaxValue);
        books.DesyncAll(isDoubtful: false);
    }

    public Task<string?> PollAsync(CancellationToken cancellationToken) =>
        discovery.PollFollowedAsync(cancellationToken);

    public async ValueTask BeatAsync(StreamSession session, DateTimeOffset now, CancellationToken cancellationToken)
    {
        lifecycle.Flush(now);
        foreach (var command in Due(session, now))
            await session.SendAsync(command, cancellationToken);
    }

    private List<byte[]> Due(StreamSession session, DateTimeOffset now)
    {
        var due = new List<byte[]>();
        lock (_gate)
        {
            var wanted = Wanted(now);
            foreach (var channel in new[] { _lifecycle, _books, _tickers })
            {
                if (channel.PendingId is not null && now - channel.PendingSince > options.Stream.AnswerLimit)
                    session.End($"no answer to the subscription of {channel.Name}");
                if (channel.Next(wanted, _lastId + 1, now) is { } command)
                    due.Add(Numbered(command));
            }
            AskForIndex(due, now);
            // What is no longer streamed must not be vouched for by the frames of others.
            books.Desync(_books.Dropping);
            WatchSnapshots(session, now);
            if (_resync && _books.IsSettled)
            {
                due.Add(Numbered(_books.GetSnapshots(_lastId + 1)));
                _resync = false;
            }
            if (now - session.LastFrameAt >= options.ProbeAfter && now - _probedAt >= options.ProbeAfter)
            {
                due.Add(Numbered(KalshiChannel.Command(_lastId + 1, "list_subscriptions", null)));
                _probedAt = now;
            }
            _caughtUp |= catalog.IsKnown && _lifecycle.IsSettled && wanted.IsSubsetOf(_books.Subscribed);
        }
        return due;
    }

    /// <summary>Beside everything else: an account without the index must not lose its books over it.</summary>
    private void AskForIndex(List<byte[]> due, DateTimeOffset now)
    {
        if (_index.PendingId is not null && now - _index.PendingSince > options.Stream.AnswerLimit)
            RefuseIndex();
        if (!_indexRefused && _index.Next(NoMarkets, _lastId + 1, now) is { } command && !_index.IsSettled)
            due.Add(Numbered(command));
    }

    private void RefuseIndex()
    {
        _index.Refused();
        _indexRefused = true;
        index.MayBeSeen(false);
    }

    /// <summary>A market whose snapshot does not come is asked for again, and then the connection is given up.</summary>
    private void WatchSnapshots(StreamSession session, DateTimeOffset now)
    {
        if (books.AreSynced(_books.Subscribed))
        {
            (_unsyncedSince, _askedAgain) = (null, false);
            return;
        }
        _unsyncedSince ??= now;
        var waited = now - _unsyncedSince.Value;
        if (waited > options.Stream.ResyncLimit / 3 && !_askedAgain)
            (_resync, _askedAgain) = (true, true);
        if (waited > options.Stream.ResyncLimit)
            session.End($"books without a snapshot for {waited.TotalSeconds:0} s");
    }

    private byte[] Numbered(byte[] command)
    {
        _lastId++;
        return command;
    }

    private HashSet<string> Wanted(DateTimeOffset now)
    {
        var wanted = catalog
            .Followed(now)
            .SelectMany(e => e.Markets)
            .Where(m => m.Status is MarketStatus.Unopened or MarketStatus.Active or MarketStatus.Inactive)
            .Select(m => m.Ticker)
            .ToHashSet(StringComparer.Ordinal);
        wanted.ExceptWith(_refused.Where(r => now - r.Value < RefusalMemory).Select(r => r.Key));
        return wanted;
    }

    public StreamVerdict Handle(ReadOnlySpan<byte> frame, StreamSession session, DateTimeOffset receivedAt)
    {
        _decoder.Decode(frame, _frame);
        if (_frame.Kind == KalshiFrameKind.Malformed)
            return StreamVerdict.Malformed(_frame.Problem);
        lock (_gate)
            return Step() ?? Take(session, receivedAt);
    }

    /// <summary>The verdict where the counter alone decides.</summary>
    private StreamVerdict? Step()
    {
        if (
            _frame.Kind is KalshiFrameKind.Snapshot or KalshiFrameKind.Delta
            && _frame.Sid != (_books.Sid ?? _frame.Sid)
        )
            return StreamVerdict.Heartbeat;
        if (_frame.Sequence is not { } number)
            return null;
        var ofBooks = _frame.Kind is KalshiFrameKind.Snapshot or KalshiFrameKind.Delta || _frame.Sid == _books.Sid;
        if (!ofBooks && _frame.Sid != _lifecycle.Sid)
            return null;
        var channel = ofBooks ? _books : _lifecycle;
        var expected = channel.ExpectedSequence;
        switch (channel.Step(number))
        {
            case SequenceStep.Repeat:
                return StreamVerdict.Heartbeat;
            case SequenceStep.Gap when ofBooks:
                return Gap($"sequence gap: expected {expected}, got {number}");
            case SequenceStep.Gap:
                // What the lifecycle channel lost, the list of markets knows.
                discovery.Trigger();
                return null;
            default:
                return null;
        }
    }

    /// <summary>The frame after the gap is thrown away too: what it changes is in the snapshots that are now asked for.</summary>
    private StreamVerdict Gap(string reason)
    {
        if (_frame.Kind is KalshiFrameKind.Ok or KalshiFrameKind.Error)
            Answer(clock.GetUtcNow());
        books.DesyncAll(isDoubtful: true);
        _resync = true;
        return StreamVerdict.GapResync(reason);
    }

    private StreamVerdict Take(StreamSession session, DateTimeOffset receivedAt)
    {
        switch (_frame.Kind)
        {
            case KalshiFrameKind.Snapshot:
                books.Snapshot(_frame, session, receivedAt);
                return StreamVerdict.Data;
            case KalshiFrameKind.Delta:
                if (books.Delta(_frame, receivedAt))
                    return StreamVerdict.Data;
                _resync = true;
                return new StreamVerdict(FrameKind.Resync, $"the book of {_frame.Ticker} fell below zero");
            case KalshiFrameKind.Ticker:
                books.Traded(_frame);
                return StreamVerdict.Data;
            case KalshiFrameKind.Index:
                index.Take(_frame, receivedAt);
                return StreamVerdict.Data;
            case KalshiFrameKind.Lifecycle:
                TakeLifecycle(receivedAt);
                return StreamVerdict.Data;
            case KalshiFrameKind.Subscribed or KalshiFrameKind.Ok or KalshiFrameKind.Error:
                return Answer(receivedAt);
            default:
                return StreamVerdict.Heartbeat;
        }
    }

    private StreamVerdict Answer(DateTimeOffset now)
    {
        if (_frame.Id is not null && _index.PendingId == _frame.Id)
            return AnswerIndex();
        foreach (var channel in new[] { _lifecycle, _books, _tickers })
        {
            if (_frame.Id is null || channel.PendingId != _frame.Id)
                continue;
            if (_frame.Kind != KalshiFrameKind.Error)
            {
                channel.Answered(_frame.Sid);
                return StreamVerdict.Heartbeat;
            }
            channel.Refused();
            if (_frame.Ticker is null)
                break;
            // One market that the venue will not stream must not cost the others theirs.
            _refused[_frame.Ticker] = now;
            return StreamVerdict.Heartbeat;
        }
        return _frame.Kind == KalshiFrameKind.Error
            ? StreamVerdict.Refused($"refused by the venue: {_frame.ErrorCode} {_frame.ErrorText}")
            : StreamVerdict.Heartbeat;
    }

    private StreamVerdict AnswerIndex()
    {
        if (_frame.Kind == KalshiFrameKind.Error)
        {
            RefuseIndex();
        }
        else
        {
            _index.Answered(_frame.Sid);
            index.MayBeSeen(true);
        }
        return StreamVerdict.Heartbeat;
    }

    private void TakeLifecycle(DateTimeOffset receivedAt)
    {
        if (
            _frame.Ticker is not { } ticker
            || !catalog.Series.Any(s => ticker.StartsWith(s + "-", StringComparison.Ordinal))
        )
            return;
        lifecycle.Heard(ticker, _frame.LifecycleEvent!, receivedAt);
        MarketStatus? status = _frame.LifecycleEvent switch
        {
            "activated" => MarketStatus.Active,
            "deactivated" => MarketStatus.Inactive,
            "determined" => MarketStatus.Determined,
            "settled" => MarketStatus.Finalized,
            _ => null,
        };
        if (status is not null)
            catalog.Told(ticker, status, _frame.Result, _frame.SettlementValue, _frame.EventAt ?? receivedAt);
        // What decided is not in the frame; what was created or moved is in the list.
        if (status is null or MarketStatus.Determined or MarketStatus.Finalized)
            discovery.Trigger();
    }
}
