using System.Collections.Immutable;
using Strikeboard.Exchanges.Streams;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Kalshi;

/// <summary>All that is known of one contract's price: the streamed book, and what REST last said. Not safe by itself: its owner locks.</summary>
internal sealed class KalshiQuote(string ticker)
{
    /// <summary>A change may reach us this much later than it reaches the venue's REST interface.</summary>
    private static readonly TimeSpan OnTheWay = TimeSpan.FromSeconds(2);

    private readonly KalshiBook _book = new();
    private StreamSession? _session;
    private DateTimeOffset _changedAt;
    private DateTimeOffset _provenUntil;
    private MarketQuote? _streamed;
    private MarketQuote? _polled;
    private int _differences;
    private bool _isDoubtful;

    public string Ticker { get; } = ticker;

    /// <summary>The book is whole: a snapshot came on the connection that is open now, and nothing was lost since.</summary>
    public bool IsSynced { get; private set; }

    public void Snapshot(KalshiFrame frame, StreamSession session, DateTimeOffset at)
    {
        _book.Reset(frame.Yes, frame.No);
        (_session, IsSynced, _isDoubtful) = (session, true, false);
        Changed(at);
    }

    public bool Delta(KalshiFrame frame, DateTimeOffset at)
    {
        if (!_book.Apply(frame.Side!.Value, frame.Price!.Value, frame.Delta!.Value))
            return false;
        Changed(at);
        return true;
    }

    public void Traded(KalshiFrame frame)
    {
        var quote = _streamed ?? _polled;
        if (quote is null)
            return;
        quote = quote with
        {
            LastPrice = frame.Price is { } price and > 0m and < 1m ? new ContractPrice(price) : quote.LastPrice,
            Volume = frame.Volume ?? quote.Volume,
            OpenInterest = frame.OpenInterest ?? quote.OpenInterest,
        };
        if (_streamed is null)
            _polled = quote;
        else
            _streamed = quote;
    }

    /// <summary>From here on nothing vouches for the book.</summary>
    /// <param name="isDoubtful">Changes were lost: what is known is not merely ageing, it may never have been true.</param>
    public void Desync(bool isDoubtful)
    {
        _isDoubtful |= isDoubtful;
        if (!IsSynced)
            return;
        IsSynced = false;
        _provenUntil = _session!.LastFrameAt;
        _differences = 0;
    }

    /// <summary>True when the venue has now said twice what this book, unchanged in between, does not say.</summary>
    public bool Polled(MarketQuote quote)
    {
        _polled = quote;
        if (_streamed is not { } streamed)
            return false;
        if (quote.Volume > streamed.Volume)
            _streamed = streamed with
            {
                Volume = quote.Volume,
                OpenInterest = quote.OpenInterest,
                LastPrice = quote.LastPrice,
            };
        var differs =
            IsSynced
            && quote.AsOf - _changedAt > OnTheWay
            && (quote.YesBid, quote.YesAsk) != (streamed.YesBid, streamed.YesAsk);
        _differences = differs ? _differences + 1 : 0;
        return _differences >= 2;
    }

    public bool Differs => _differences > 0;

    public DateTimeOffset ChangedAt => _changedAt;

    public MarketQuote? Now()
    {
        if (_streamed is null)
            return _polled;
        var provenAt = IsSynced ? _session!.LastFrameAt : _provenUntil;
        if (!IsSynced && _polled is not null && _polled.AsOf > provenAt)
            return _polled;
        if (_isDoubtful)
            return _streamed with { Transport = Transport.None };
        var asOf = provenAt > _changedAt ? provenAt : _changedAt;
        if (_streamed.AsOf != asOf)
            _streamed = _streamed with { AsOf = asOf };
        return _streamed;
    }

    /// <summary>The whole book where the stream vouches for it, else the best prices that are known.</summary>
    public MarketDepth? Depth()
    {
        if (Now() is not { } quote)
            return null;
        var (yes, no) = ReferenceEquals(quote, _polled)
            ? (Best(quote.YesBid?.Dollars, quote.YesBidSize), Best(1m - quote.YesAsk?.Dollars, quote.YesAskSize))
            : _book.Levels();
        return new MarketDepth
        {
            Ticker = Ticker,
            YesBids = yes,
            NoBids = no,
            AsOf = quote.AsOf,
            Transport = quote.Transport,
        };
    }

    private static ImmutableArray<DepthLevel> Best(decimal? price, decimal size) =>
        price is { } bid && size > 0m ? [new DepthLevel(bid, size)] : [];

    private void Changed(DateTimeOffset at)
    {
        (_changedAt, _differences) = (at, 0);
        var top = _book.Top();
        var known = _streamed ?? _polled;
        _streamed = new MarketQuote
        {
            Ticker = Ticker,
            YesBid = top.YesBid,
            YesAsk = top.YesAsk,
            YesBidSize = top.YesBidSize,
            YesAskSize = top.YesAskSize,
            LastPrice = known?.LastPrice,
            Volume = known?.Volume ?? 0m,
            OpenInterest = known?.OpenInterest ?? 0m,
            AsOf = at,
            Transport = Transport.Stream,
        };
    }
}
