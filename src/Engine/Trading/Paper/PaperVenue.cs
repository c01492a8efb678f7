using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Strikeboard.Exchanges;
using Strikeboard.Exchanges.Http;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Paper;

/// <summary>
/// An account at a venue that is only pretended, over books that are real. No order can leave from here: it knows no address.
/// </summary>
public sealed partial class PaperVenue : IOrderVenue, IAccountFeed, IDisposable
{
    public const string VenueName = "paper";

    /// <summary>From then on a result that nobody told is asked for, and again after the same time.</summary>
    private static readonly TimeSpan AskAfter = TimeSpan.FromSeconds(45);

    private const int MostAsked = 1000;
    private const int MostHeard = 10_000;

    private readonly PaperOptions _options;
    private readonly IPaperMarkets _markets;
    private readonly TimeProvider _clock;
    private readonly ILogger<PaperVenue> _logger;
    private readonly PaperLedger _ledger;
    private readonly PaperDesk _desk;
    private readonly Lock _gate = new();
    private readonly ConcurrentQueue<MarketSettled> _heard = new();
    private readonly Dictionary<string, Side> _results = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _asked = new(StringComparer.Ordinal);
    private volatile SourceStatus _status;

    /// <summary>Throws where the ledger cannot be had or read: that is for the start to report.</summary>
    public PaperVenue(PaperOptions options, IPaperMarkets markets, TimeProvider clock, ILogger<PaperVenue> logger)
    {
        (_options, _markets, _clock, _logger) = (options, markets, clock, logger);
        _ledger = PaperLedger.Open(options.File);
        _desk = new PaperDesk(options, _ledger);
        var now = clock.GetUtcNow();
        try
        {
            _desk.Rebuild(now);
        }
        catch
        {
            _ledger.Dispose();
            throw;
        }
        _status = new SourceStatus
        {
            Name = Name,
            State = SourceState.Stopped,
            Transport = Transport.None,
            Since = now,
        };
        markets.Settled += Hear;
    }

    public string Name => VenueName;

    public SourceStatus Status => _status;

    public event Action<SourceStatus>? StatusChanged;

    public event Action<VenueFill>? Filled;

    public event Action<VenueOrder>? OrderChanged;

    public async Task<PlaceAnswer> PlaceAsync(OrderRequest order, CancellationToken cancellationToken)
    {
        if (!await TravelAsync(cancellationToken))
            return new PlaceAnswer.NotSent("stopped before the order left");
        var market = _markets.Find(order.Instrument);
        using var told = new Telling(this);
        if (_desk.Account.Knows(order.ClientOrderId))
            return new PlaceAnswer.InDoubt("the venue has an order of that name", NameIsTaken: true);
        var now = _clock.GetUtcNow();
        if (PaperRules.Refuse(order, market, _desk.Account, _options, now) is { } refused)
            return refused;
        var terms = PaperTerms.Of(order, market!);
        return _desk.Place(terms, Usable(market!.Depth, terms.ReduceOnly, now), now) is { } placed
            ? new PlaceAnswer.Taken(placed.Report)
            : NotWritten();
    }

    public async Task<CancelAnswer> CancelAsync(
        string venueOrderId,
        int exchangeIndex,
        CancellationToken cancellationToken
    )
    {
        if (!await TravelAsync(cancellationToken))
            return CancelAnswer.InDoubt;
        using var told = new Telling(this);
        if (
            _desk.Account.Find(venueOrderId) is not { State: ReportedState.Working } order
            || order.Terms.Shard != exchangeIndex
        )
            return CancelAnswer.NotThere;
        return _desk.Cancel(venueOrderId, ReportedState.Cancelled, "UserCancel", _clock.GetUtcNow())
            ? CancelAnswer.Done
            : CancelAnswer.InDoubt;
    }

    public Task<VenueResult<List<VenueOrder>>> ReadOrdersAsync(
        string? instrument,
        DateTimeOffset since,
        CancellationToken cancellationToken
    ) =>
        ReadAsync(account =>
            account
                .Orders.Where(order => instrument is null || order.Terms.Instrument == instrument)
                .Where(order => order.UpdatedAt >= since || order.State == ReportedState.Working)
                .OrderByDescending(order => order.UpdatedAt)
                .Select(order => order.Listed)
                .ToList()
        );

    public Task<VenueResult<List<VenueFill>>> ReadFillsAsync(
        string? instrument,
        DateTimeOffset since,
        CancellationToken cancellationToken
    ) =>
        ReadAsync(account =>
            account
                .Fills.Where(fill => (instrument is null || fill.Instrument == instrument) && fill.At >= since)
                .Reverse()
                .ToList()
        );

    public Task<VenueResult<List<VenuePosition>>> ReadPositionsAsync(CancellationToken cancellationToken) =>
        ReadAsync(account =>
            account
                .Holdings.Select(h => new VenuePosition(h.Of.Instrument, h.Quantity, h.Cost, h.Realised, h.Fees))
                .ToList()
        );

    public Task<VenueResult<VenueBalance>> ReadBalanceAsync(CancellationToken cancellationToken) =>
        ReadAsync(account => new VenueBalance(new Dictionary<int, decimal> { [_options.Shard] = account.Free }));

    public Task<VenueResult<List<VenueSettlement>>> ReadSettlementsAsync(
        DateTimeOffset since,
        CancellationToken cancellationToken
    ) => ReadAsync(account => account.Settlements.Where(paid => paid.At >= since).Reverse().ToList());

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(_options.BeatMs), _clock);
        Tell(SourceState.Connected);
        try
        {
            do
            {
                await LookAsync(cancellationToken);
            } while (await beat.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Tell(SourceState.Stopped);
        }
    }

    public void Dispose()
    {
        _markets.Settled -= Hear;
        lock (_gate)
            _ledger.Dispose();
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            Sweep();
            await AskForResultsAsync(cancellationToken);
            _status = _status with { LastFrameAt = _clock.GetUtcNow(), Frames = _status.Frames + 1 };
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Log.LookFailed(_logger, fault);
        }
    }

    /// <summary>What time and the books have done to orders and holdings since the last look.</summary>
    private void Sweep()
    {
        List<PaperOrder> working;
        lock (_gate)
            working = [.. _desk.Account.Working];
        var markets = working
            .Select(order => order.Terms.Instrument)
            .Distinct(StringComparer.Ordinal)
            .ToDictionary(instrument => instrument, _markets.Find, StringComparer.Ordinal);
        using var told = new Telling(this);
        var now = _clock.GetUtcNow();
        foreach (var order in working.Where(order => ReferenceEquals(_desk.Account.Find(order.Id), order)))
            Look(order, markets[order.Terms.Instrument], now);
        Settle(now);
    }

    private void Settle(DateTimeOffset now)
    {
        while (_heard.TryDequeue(out var settled))
            _results[settled.Ticker] = settled.Result;
        foreach (var holding in _desk.Account.Holdings.ToList())
        {
            if (now >= holding.Of.ClosesAt && _results.TryGetValue(holding.Of.Instrument, out var result))
                _desk.Settle(holding, result, now);
        }
        // What is decided cannot be bought any more: a result that concerns nothing held never will.
        foreach (var idle in _results.Keys.Where(instrument => _desk.Account.Holding(instrument) is null).ToList())
            _results.Remove(idle);
    }

    private void Look(PaperOrder order, PaperMarket? market, DateTimeOffset now)
    {
        var terms = order.Terms;
        if (now >= terms.ClosesAt)
            _desk.Cancel(order.Id, ReportedState.Cancelled, "CloseCancel", now);
        else if (now >= terms.ExpiresAt)
            _desk.Cancel(order.Id, ReportedState.Expired, "ExpiryCancel", now);
        else if (
            Usable(market?.Depth, terms.ReduceOnly, now) is { } depth
            && market!.Market.Status == MarketStatus.Active
        )
            _desk.Meet(order, depth, now);
    }

    /// <summary>Results that were told while nobody listened.</summary>
    private async Task AskForResultsAsync(CancellationToken cancellationToken)
    {
        foreach (var (series, eventTicker) in Overdue())
        {
            foreach (var settled in await _markets.ReadSettledAsync(series, eventTicker, cancellationToken))
                Hear(settled);
        }
    }

    private List<(string Series, string Event)> Overdue()
    {
        var now = _clock.GetUtcNow();
        lock (_gate)
        {
            var due = _desk
                .Account.Holdings.Where(holding => now >= holding.Of.ClosesAt + AskAfter)
                .Select(holding => (holding.Of.Series, holding.Of.Event))
                .Distinct()
                .Where(one => !_asked.TryGetValue(one.Event, out var at) || now >= at + AskAfter)
                .ToList();
            if (_asked.Count > MostAsked)
                _asked.Clear();
            due.ForEach(one => _asked[one.Event] = now);
            return due;
        }
    }

    /// <summary>Until it is final the venue may amend it.</summary>
    private void Hear(MarketSettled settled)
    {
        if (settled.IsFinal && _heard.Count < MostHeard)
            _heard.Enqueue(settled);
    }

    /// <summary>Nothing is bought on an old or polled book; what is held may be sold on a polled one.</summary>
    private static MarketDepth? Usable(MarketDepth? depth, bool reduces, DateTimeOffset now)
    {
        if (depth is null)
            return null;
        var quality = QualityRules.OfBook(depth.Transport, now - depth.AsOf);
        return quality.MayOpenRisk() || (reduces && quality.IsUsable()) ? depth : null;
    }

    private async Task<bool> TravelAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(_options.LatencyMs), _clock, cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private PlaceAnswer NotWritten() =>
        _desk.IsBroken
            ? new PlaceAnswer.InDoubt("the ledger could not be written", NameIsTaken: false)
            : new PlaceAnswer.NotSent("the ledger could not be written");

    private Task<VenueResult<T>> ReadAsync<T>(Func<PaperAccount, T> read)
        where T : class
    {
        lock (_gate)
            return Task.FromResult<VenueResult<T>>(read(_desk.Account));
    }

    private void Tell(SourceState state)
    {
        var transport = state == SourceState.Connected ? Transport.Stream : Transport.None;
        var now = _clock.GetUtcNow();
        _status = _status with { State = state, Transport = transport, Since = now, LastFrameAt = now };
        StatusChanged?.Invoke(_status);
    }

    /// <summary>Holds the lock, and tells of what changed under it once it is free again.</summary>
    private readonly ref struct Telling
    {
        private readonly PaperVenue _venue;
        private readonly int _fills;
        private readonly long _seq;

        public Telling(PaperVenue venue)
        {
            _venue = venue;
            venue._gate.Enter();
            (_fills, _seq) = (venue._desk.Account.Fills.Count, venue._desk.Account.LastSeq);
        }

        public void Dispose()
        {
            var account = _venue._desk.Account;
            List<VenueFill> fills = [];
            List<VenueOrder> orders = [];
            if (account.LastSeq != _seq)
            {
                fills = account.Fills[_fills..];
                orders = [.. account.ChangedSince(_seq).Select(order => order.Listed)];
            }
            _venue._gate.Exit();
            _venue.Tell(fills, orders);
        }
    }

    /// <summary>A listener that fails takes nobody's answer with it.</summary>
    private void Tell(List<VenueFill> fills, List<VenueOrder> orders)
    {
        try
        {
            fills.ForEach(fill => Filled?.Invoke(fill));
            orders.ForEach(order => OrderChanged?.Invoke(order));
        }
        catch (Exception fault)
        {
            Log.ListenerFailed(_logger, fault);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The local venue could not look at its orders.")]
        public static partial void LookFailed(ILogger logger, Exception fault);

        [LoggerMessage(LogLevel.Error, "A listener to the local venue failed.")]
        public static partial void ListenerFailed(ILogger logger, Exception fault);
    }
}
