using Strikeboard.Model;

namespace Strikeboard.Engine.Recording.Codec;

/// <summary>
/// The values of the model, short because of what was written before: a time as the distance to the one before it, a name
/// as its number. One for each part of a recording; <see cref="ValueReader"/> follows step by step.
/// </summary>
internal sealed class ValueWriter(ByteSink sink)
{
    private readonly Dictionary<string, ulong> _names = new(StringComparer.Ordinal);
    private long _lastTicks;

    public ByteSink Sink => sink;

    public void Name(string? name)
    {
        if (name is null)
        {
            sink.Varint(0);
            return;
        }
        if (_names.TryGetValue(name, out var known))
        {
            sink.Varint(known);
            return;
        }
        var number = (ulong)_names.Count + 1;
        _names[name] = number;
        sink.Varint(number);
        sink.Text(name);
    }

    public void Time(DateTimeOffset time)
    {
        var offset = (long)time.Offset.TotalMinutes;
        sink.Varint(ByteSink.ZigZag(time.UtcTicks - _lastTicks) << 1 | (offset == 0 ? 0UL : 1UL));
        if (offset != 0)
            sink.Signed(offset);
        _lastTicks = time.UtcTicks;
    }

    public void Optional<T>(T? value, Action<T> write)
        where T : struct
    {
        sink.Flag(value is not null);
        if (value is { } known)
            write(known);
    }

    public void Maybe<T>(T? value, Action<T> write)
        where T : class
    {
        sink.Flag(value is not null);
        if (value is not null)
            write(value);
    }

    public void List<T>(IReadOnlyCollection<T> values, Action<T> write)
    {
        sink.Count(values.Count);
        foreach (var value in values)
            write(value);
    }

    public void Tick(PriceTick tick)
    {
        Name(tick.Source);
        Name(tick.Product);
        sink.Decimal(tick.Price);
        Optional(tick.BestBid, sink.Decimal);
        Optional(tick.BestAsk, sink.Decimal);
        Time(tick.Time);
        Time(tick.ReceivedAt);
        sink.Byte((byte)tick.Transport);
    }

    public void Row(PriceRow row)
    {
        Time(row.Second);
        sink.Decimal(row.Price);
        sink.Byte((byte)row.Kind);
        Name(row.Source);
    }

    public void Status(SourceStatus status)
    {
        Name(status.Name);
        sink.Byte((byte)status.State);
        sink.Byte((byte)status.Transport);
        Name(status.Reason);
        Optional(status.LastFrameAt, Time);
        Time(status.Since);
        sink.Signed(status.Frames);
        sink.Signed(status.Malformed);
        sink.Signed(status.Gaps);
        sink.Signed(status.Reconnects);
        Maybe(status.Conditions, Conditions);
    }

    private void Conditions(VenueConditions venue)
    {
        Optional(venue.StatusAt, Time);
        sink.Flag(venue.ExchangeActive);
        sink.Flag(venue.TradingActive);
        Optional(venue.ResumesAt, Time);
        Maybe(
            venue.Maintenance,
            window =>
            {
                Time(window.From);
                Time(window.To);
            }
        );
        Maybe(
            venue.Budget,
            budget =>
            {
                sink.Double(budget.PerSecond);
                sink.Double(budget.Capacity);
                sink.Double(budget.Left);
            }
        );
        Optional(venue.SeesIndex, sink.Flag);
        Maybe(
            venue.LastWord,
            word =>
            {
                sink.Text(word.Text);
                Time(word.At);
            }
        );
    }

    public void Market(Market market)
    {
        Name(market.Ticker);
        Name(market.EventTicker);
        sink.Byte((byte)market.StrikeType);
        Optional(market.FloorStrike, sink.Decimal);
        Optional(market.CapStrike, sink.Decimal);
        sink.Byte((byte)market.Status);
        Time(market.OpenTime);
        Time(market.CloseTime);
        sink.Signed(market.ExchangeIndex);
        Optional(market.Result, side => sink.Byte((byte)side));
        Optional(market.SettlementValue, sink.Decimal);
        Optional(market.ExpirationValue, sink.Decimal);
    }

    public void Settled(MarketSettled settled)
    {
        Name(settled.Source);
        Name(settled.Series);
        Name(settled.EventTicker);
        Name(settled.Ticker);
        sink.Byte((byte)settled.Result);
        Optional(settled.SettlementValue, sink.Decimal);
        Optional(settled.ExpirationValue, sink.Decimal);
        Time(settled.CloseTime);
        Time(settled.At);
        sink.Flag(settled.IsFinal);
    }

    public void Changed(MarketsChanged changed)
    {
        Name(changed.Source);
        Name(changed.EventTicker);
        Name(changed.Change);
        List(changed.Tickers, Name);
        Time(changed.At);
    }

    public void Event(MarketEvent marketEvent)
    {
        Name(marketEvent.Ticker);
        Name(marketEvent.Series);
        Name(marketEvent.Title);
        Time(marketEvent.OpenTime);
        Time(marketEvent.CloseTime);
        List(marketEvent.Markets, Market);
    }
}
