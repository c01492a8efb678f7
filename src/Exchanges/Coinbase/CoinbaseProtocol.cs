using System.Net.WebSockets;
using System.Text.Json;
using Strikeboard.Exchanges.Streams;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Coinbase;

/// <summary>
/// One connection, two channels: `ticker` brings prices, `heartbeats` proves each second that none was missed. The counter runs
/// over the whole connection, and what a gap swallowed cannot be asked for again: only a new connection helps.
/// </summary>
internal sealed class CoinbaseProtocol(
    CoinbaseOptions options,
    IReadOnlyList<PriceSlot> slots,
    CoinbaseRest rest,
    TimeProvider clock,
    Action<PriceTick> publish
) : IStreamProtocol
{
    private static readonly TimeSpan PlausibleSkew = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan OldestTrade = FreshnessLimits.QuietProduct.Delayed;

    private readonly CoinbaseDecoder _decoder = new([.. slots.Select(s => s.Product)]);
    private readonly CoinbaseTicker[] _tickers = new CoinbaseTicker[CoinbaseDecoder.MostTickers];
    private SequenceWatch _sequence;
    private bool _acknowledged;
    private readonly HashSet<int> _heard = [];
    private DateTimeOffset _openedAt;

    public Uri Endpoint => options.StreamUrl;

    public string? Unavailable => null;

    /// <summary>Each product has its price; one that nobody trades does not keep the others waiting for long.</summary>
    public bool IsLive =>
        _acknowledged
        && _heard.Count > 0
        && (_heard.Count == slots.Count || clock.GetUtcNow() - _openedAt >= options.FirstPricesLimit);

    public void Prepare(ClientWebSocketOptions handshake) => handshake.SetRequestHeader("User-Agent", "Strikeboard");

    public async ValueTask OpenAsync(StreamSession session, CancellationToken cancellationToken)
    {
        (_sequence, _acknowledged, _openedAt) = (default, false, session.OpenedAt);
        _heard.Clear();
        await session.SendAsync(Subscribe("heartbeats"), cancellationToken);
        await session.SendAsync(Subscribe("ticker"), cancellationToken);
    }

    public StreamVerdict Handle(ReadOnlySpan<byte> frame, StreamSession session, DateTimeOffset receivedAt)
    {
        var read = _decoder.Decode(frame, _tickers);
        if (read.Kind == CoinbaseFrameKind.Malformed)
            return StreamVerdict.Malformed(read.Problem);
        if (read.Kind == CoinbaseFrameKind.Error)
            return StreamVerdict.Refused($"refused by the venue: {read.Problem}");
        var expected = _sequence.Expected;
        return _sequence.Step(read.Sequence!.Value) switch
        {
            SequenceStep.Repeat => StreamVerdict.Heartbeat,
            SequenceStep.Gap => StreamVerdict.GapReconnect($"sequence gap: expected {expected}, got {read.Sequence}"),
            _ => Take(read, session, receivedAt),
        };
    }

    private StreamVerdict Take(in CoinbaseFrame frame, StreamSession session, DateTimeOffset receivedAt)
    {
        if (frame.Kind == CoinbaseFrameKind.Subscriptions)
            _acknowledged |= frame.Acknowledged >= slots.Count;
        if (frame.Kind != CoinbaseFrameKind.Ticker)
            return StreamVerdict.Heartbeat;
        if ((frame.Time - receivedAt).Duration() > PlausibleSkew)
            return StreamVerdict.Malformed("a time more than five minutes from ours");
        foreach (ref readonly var ticker in _tickers.AsSpan(0, frame.Tickers))
            Take(ticker, frame.Time, session, receivedAt);
        return frame.Rejected > 0 ? StreamVerdict.Malformed("a price that makes no sense") : StreamVerdict.Data;
    }

    private void Take(in CoinbaseTicker ticker, DateTimeOffset time, StreamSession session, DateTimeOffset receivedAt)
    {
        var slot = slots[ticker.Product];
        var tick = new PriceTick(
            CoinbaseFeed.SourceName,
            slot.Product,
            ticker.Price,
            ticker.BestBid,
            ticker.BestAsk,
            time,
            receivedAt,
            Transport.Stream
        );
        if (!slot.TryStream(tick, session))
            return;
        _heard.Add(ticker.Product);
        publish(tick);
    }

    /// <summary>
    /// Heartbeats prove the connection, not the product: one that has been quiet for long is compared with the venue, and if
    /// it has traded meanwhile the stream is frozen.
    /// </summary>
    public async ValueTask BeatAsync(StreamSession session, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!_acknowledged && now - session.OpenedAt > options.Stream.AnswerLimit)
            session.End($"no answer to the subscription within {options.Stream.AnswerLimit.TotalSeconds:0} s");
        if (!IsLive || now - session.OpenedAt < options.QuietLimit)
            return;
        foreach (var slot in slots)
        {
            var quietSince = slot.Tick?.ReceivedAt ?? session.OpenedAt;
            if (now - quietSince < options.QuietLimit || now - slot.QuietCheckAt < options.QuietCheckEvery)
                continue;
            slot.QuietCheckAt = now;
            await CheckQuietAsync(slot, session, cancellationToken);
        }
    }

    private async Task CheckQuietAsync(PriceSlot slot, StreamSession session, CancellationToken cancellationToken)
    {
        var askedAt = clock.GetUtcNow();
        var before = slot.Tick;
        var answer = await rest.ReadTickerAsync(slot.Product, cancellationToken);
        // A trade within the last moments may still be on its way to us.
        if (!answer.IsOk || (before is not null && answer.Value.TradedAt - before.Time < options.QuietCheckEvery))
            return;
        if (TakePolled(slot, answer.Value, askedAt))
            session.End($"{slot.Product} frozen: the venue traded while the stream stood still");
    }

    public void Lost(StreamSession session) => _acknowledged = false;

    public async Task<string?> PollAsync(CancellationToken cancellationToken)
    {
        var askedAt = clock.GetUtcNow();
        var troubles = await Task.WhenAll(slots.Select(slot => PollAsync(slot, askedAt, cancellationToken)));
        return troubles.FirstOrDefault(t => t is not null);
    }

    private async Task<string?> PollAsync(PriceSlot slot, DateTimeOffset askedAt, CancellationToken cancellationToken)
    {
        var answer = await rest.ReadTickerAsync(slot.Product, cancellationToken);
        if (!answer.IsOk)
            return answer.Error.ToString();
        var age = askedAt - answer.Value.TradedAt;
        if (age > OldestTrade)
            return $"the last trade of {slot.Product} is {age.TotalSeconds:0} s old";
        if (!IsLive)
            TakePolled(slot, answer.Value, askedAt);
        return null;
    }

    private bool TakePolled(PriceSlot slot, CoinbaseQuote quote, DateTimeOffset askedAt)
    {
        var tick = new PriceTick(
            CoinbaseFeed.SourceName,
            slot.Product,
            quote.Price,
            quote.BestBid,
            quote.BestAsk,
            quote.TradedAt,
            clock.GetUtcNow(),
            Transport.Polling
        );
        if (!slot.TryPolled(tick, askedAt))
            return false;
        publish(tick);
        return true;
    }

    private byte[] Subscribe(string channel) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                type = "subscribe",
                product_ids = slots.Select(s => s.Product),
                channel,
            }
        );
}
