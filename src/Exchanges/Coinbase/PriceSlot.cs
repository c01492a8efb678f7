using Strikeboard.Exchanges.Streams;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Coinbase;

/// <summary>The last price of one product, and the connection that vouches for it.</summary>
internal sealed class PriceSlot(string product)
{
    private readonly Lock _gate = new();
    private readonly PriceGuard _guard = new();
    private PriceTick? _tick;
    private StreamSession? _session;

    public string Product { get; } = product;

    /// <summary>When the venue was last asked about a quiet product.</summary>
    public DateTimeOffset QuietCheckAt { get; set; }

    public PriceReading? Reading
    {
        get
        {
            lock (_gate)
                return _tick is null ? null : new PriceReading(_tick, _session?.LastFrameAt ?? _tick.ReceivedAt);
        }
    }

    public PriceTick? Tick
    {
        get
        {
            lock (_gate)
                return _tick;
        }
    }

    /// <summary>From the stream: the same connection never goes back in time.</summary>
    public bool TryStream(PriceTick tick, StreamSession session)
    {
        lock (_gate)
        {
            if (_tick is not null && ReferenceEquals(_session, session) && tick.Time < _tick.Time)
                return false;
            return TryTake(tick, session);
        }
    }

    /// <summary>From polling: a venue's answer that waited too long loses against what came meanwhile.</summary>
    public bool TryPolled(PriceTick tick, DateTimeOffset askedAt)
    {
        lock (_gate)
            return (_tick is null || _tick.ReceivedAt <= askedAt) && TryTake(tick, session: null);
    }

    private bool TryTake(PriceTick tick, StreamSession? session)
    {
        if (!_guard.Accepts(tick.Price, tick.ReceivedAt))
            return false;
        (_tick, _session) = (tick, session);
        return true;
    }
}
