using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Strikeboard.Exchanges.Http;
using Strikeboard.Exchanges.Kalshi.Trading;
using Strikeboard.Exchanges.Streams;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Kalshi;

/// <summary>Events and quotes of some series of Kalshi: streamed, and polled while the stream is away.</summary>
public sealed class KalshiFeed : IMarketFeed, IMarketDepth, IMarketSights, IIndexFeed, ISettlementHistory, IDisposable
{
    public const string SourceName = "kalshi";

    private readonly KalshiOptions _options;
    private readonly KalshiSigner? _signer;
    private readonly TimeProvider _clock;
    private readonly KalshiRest _rest;
    private readonly KalshiCatalog _catalog;
    private readonly KalshiBooks _books = new();
    private readonly KalshiDiscovery _discovery;
    private readonly StatusBoard _board;
    private readonly ResilientStream _stream;
    private readonly RestPulse _pulse;
    private readonly KalshiConditions _conditions;

    /// <summary>Throws where a configured key cannot be read: that is for the start to report.</summary>
    /// <param name="indices">Settlement indices to ask for; an account that may not see them is told so, once.</param>
    /// <param name="random">Spreads reconnects; given by tests that replay.</param>
    public KalshiFeed(
        KalshiOptions options,
        IReadOnlyList<string> series,
        HttpClient http,
        TimeProvider clock,
        ILogger<KalshiFeed> logger,
        Random? random = null,
        IReadOnlyList<string>? indices = null
    )
    {
        random ??= new Random();
        (_options, _clock) = (options, clock);
        _signer = KalshiSigner.From(options);
        _rest = new KalshiRest(options, _signer, http, clock, new Random(random.Next()));
        _catalog = new KalshiCatalog(options, [.. series.Distinct(StringComparer.Ordinal)]);
        _board = new StatusBoard(SourceName, clock, options.Stream.PollFreshness);
        _discovery = new KalshiDiscovery(
            options,
            _rest,
            _catalog,
            _books,
            _board,
            clock,
            logger,
            new Random(random.Next())
        );
        _conditions = new KalshiConditions(_rest, _board, clock);
        var lifecycle = new KalshiLifecycle(Tell);
        var index = new KalshiIndex(indices ?? [], _conditions.SeesIndex, tick => IndexReceived?.Invoke(tick));
        var protocol = new KalshiProtocol(
            options,
            _signer,
            _catalog,
            _books,
            _discovery,
            lifecycle,
            index,
            _rest,
            clock
        );
        _stream = new ResilientStream(protocol, options.Stream, _board, clock, logger, random);
        _pulse = new RestPulse(_board, clock, AskAsync, _stream.VenueAnswered);
        _discovery.Frozen += ticker =>
            _stream.Reconnect($"{ticker} frozen: the venue moved while the stream stood still");
    }

    public string Name => SourceName;

    public SourceStatus Status => _board.Current;

    /// <summary>How far the venue's clock is ahead of ours; null before the first REST answer.</summary>
    public TimeSpan? ClockOffset => _rest.Clock.Offset;

    public event Action<SourceStatus>? StatusChanged
    {
        add => _board.Changed += value;
        remove => _board.Changed -= value;
    }

    public event Action<string>? BookMoved
    {
        add => _books.Moved += value;
        remove => _books.Moved -= value;
    }

    public event Action<MarketSettled>? Settled
    {
        add => _catalog.Settled += value;
        remove => _catalog.Settled -= value;
    }

    public event Action<MarketsChanged>? MarketsChanged;

    public event Action<IndexTick>? IndexReceived;

    public MarketCapture Capture(IReadOnlyCollection<string> series)
    {
        var now = _clock.GetUtcNow();
        var events = _catalog.Events(now).Where(e => series.Contains(e.Series, StringComparer.Ordinal));
        return new MarketCapture(now, [.. events.Select(_books.Now)]);
    }

    public MarketDepth? Depth(string ticker) => _books.Depth(ticker);

    public MarketSight? See(string ticker) =>
        _catalog.Find(ticker, _clock.GetUtcNow()) is var (market, series)
            ? new MarketSight(market, series, _books.Now(ticker))
            : null;

    /// <summary>The account behind the key; null where there is no key, and so no account.</summary>
    public KalshiTrader? OpenAccount(ILogger<KalshiAccount> logger) =>
        _signer is null ? null : KalshiTrader.Of(_options, _signer, _rest, _clock, logger);

    public Task<VenueResult<List<MarketSettled>>> ReadSettledAsync(
        string series,
        string eventTicker,
        CancellationToken cancellationToken
    ) => KalshiSettlement.ReadAsync(_rest, series, eventTicker, _clock.GetUtcNow(), cancellationToken);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var discovery = _discovery.RunAsync(cancellationToken);
        var pulse = _pulse.RunAsync(cancellationToken);
        var conditions = _conditions.RunAsync(cancellationToken);
        await _stream.RunAsync(cancellationToken);
        await pulse;
        await conditions;
        await discovery.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<VenueError?> AskAsync(CancellationToken cancellationToken) =>
        await _conditions.ProbeAsync(cancellationToken)
        ?? (_board.IsLive ? await _discovery.CompareAsync(cancellationToken) : null);

    private void Tell(MarketsChanged change)
    {
        _conditions.Heard(change);
        MarketsChanged?.Invoke(change);
    }

    public void Dispose() => _signer?.Dispose();
}
