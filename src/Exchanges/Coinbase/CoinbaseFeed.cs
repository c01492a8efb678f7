using Microsoft.Extensions.Logging;
using Strikeboard.Exchanges.Http;
using Strikeboard.Exchanges.Streams;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Coinbase;

/// <summary>Prices of Coinbase: streamed, polled while the stream is away, and their history.</summary>
public sealed partial class CoinbaseFeed : IPriceFeed, IPriceHistory
{
    public const string SourceName = "coinbase";

    private readonly ILogger<CoinbaseFeed> _logger;
    private readonly PriceSlot[] _slots;
    private readonly CoinbaseRest _rest;
    private readonly StatusBoard _board;
    private readonly ResilientStream _stream;
    private readonly RestPulse _pulse;

    /// <param name="random">Spreads reconnects; given by tests that replay.</param>
    public CoinbaseFeed(
        CoinbaseOptions options,
        IReadOnlyList<string> products,
        HttpClient http,
        TimeProvider clock,
        ILogger<CoinbaseFeed> logger,
        Random? random = null
    )
    {
        _logger = logger;
        Products = [.. products.Distinct(StringComparer.Ordinal)];
        _slots = [.. Products.Select(p => new PriceSlot(p))];
        _rest = new CoinbaseRest(options, http, clock);
        _board = new StatusBoard(SourceName, clock, options.Stream.PollFreshness);
        var protocol = new CoinbaseProtocol(options, _slots, _rest, clock, Publish);
        _stream = new ResilientStream(protocol, options.Stream, _board, clock, logger, random ?? new Random());
        _pulse = new RestPulse(_board, clock, async ct => (await _rest.ReadTickerAsync(Products[0], ct)).Error);
    }

    public string Name => SourceName;

    public IReadOnlyList<string> Products { get; }

    public SourceStatus Status => _board.Current;

    /// <summary>How far the venue's clock is ahead of ours; null before the first REST answer.</summary>
    public TimeSpan? ClockOffset => _rest.Clock.Offset;

    public event Action<PriceTick>? TickReceived;

    public event Action<SourceStatus>? StatusChanged
    {
        add => _board.Changed += value;
        remove => _board.Changed -= value;
    }

    public PriceReading? Latest(string product)
    {
        foreach (var slot in _slots)
        {
            if (slot.Product == product)
                return slot.Reading;
        }
        return null;
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var pulse = _pulse.RunAsync(cancellationToken);
        await _stream.RunAsync(cancellationToken);
        await pulse;
    }

    public IReadOnlyList<TimeSpan> CandleLengths => CoinbaseRest.CandleLengths;

    public Task<IReadOnlyList<Candle>> ReadCandlesAsync(
        string product,
        TimeSpan length,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken cancellationToken
    ) => _rest.ReadCandlesAsync(product, length, from, to, cancellationToken);

    private void Publish(PriceTick tick)
    {
        foreach (var listener in Delegate.EnumerateInvocationList(TickReceived))
        {
            try
            {
                listener(tick);
            }
            catch (Exception fault)
            {
                // The reader must go on: one listener's fault is neither the venue's nor the others'.
                Log.ListenerFailed(_logger, fault, tick.Product);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A listener failed on a price of {Product}")]
        public static partial void ListenerFailed(ILogger logger, Exception fault, string product);
    }
}
