using System.Collections.Immutable;
using Strikeboard.Exchanges.Streams;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Kalshi;

/// <summary>The quotes of all followed contracts. The reader writes, cycles read; each holds the lock for microseconds.</summary>
internal sealed class KalshiBooks
{
    private readonly Lock _gate = new();
    private int _turn;
    private readonly Dictionary<string, KalshiQuote> _quotes = new(StringComparer.Ordinal);

    /// <summary>Raised outside the lock.</summary>
    public event Action<string>? Moved;

    /// <summary>Contracts that are no longer listed are forgotten.</summary>
    public void Keep(IReadOnlySet<string> tickers)
    {
        lock (_gate)
        {
            foreach (var gone in _quotes.Keys.Where(t => !tickers.Contains(t)).ToList())
                _quotes.Remove(gone);
        }
    }

    public void Snapshot(KalshiFrame frame, StreamSession session, DateTimeOffset at)
    {
        lock (_gate)
            Quote(frame.Ticker!).Snapshot(frame, session, at);
        Moved?.Invoke(frame.Ticker!);
    }

    /// <summary>False when the book cannot be what we think it is; changes to a book that is not whole are dropped.</summary>
    public bool Delta(KalshiFrame frame, DateTimeOffset at)
    {
        lock (_gate)
        {
            if (!_quotes.TryGetValue(frame.Ticker!, out var quote) || !quote.IsSynced)
                return true;
            if (!quote.Delta(frame, at))
            {
                quote.Desync(isDoubtful: true);
                return false;
            }
        }
        Moved?.Invoke(frame.Ticker!);
        return true;
    }

    public void Traded(KalshiFrame frame)
    {
        lock (_gate)
        {
            if (_quotes.TryGetValue(frame.Ticker!, out var quote))
                quote.Traded(frame);
        }
    }

    public void Desync(IEnumerable<string> tickers)
    {
        lock (_gate)
        {
            foreach (var ticker in tickers)
            {
                if (_quotes.TryGetValue(ticker, out var quote))
                    quote.Desync(isDoubtful: false);
            }
        }
    }

    public void DesyncAll(bool isDoubtful)
    {
        lock (_gate)
        {
            foreach (var quote in _quotes.Values)
                quote.Desync(isDoubtful);
        }
    }

    public bool AreSynced(IEnumerable<string> tickers)
    {
        lock (_gate)
            return tickers.All(t => _quotes.TryGetValue(t, out var quote) && quote.IsSynced);
    }

    /// <summary>A contract whose stream has stood still while the venue moved on; null where there is none.</summary>
    public string? Polled(IEnumerable<MarketQuote> polled)
    {
        string? frozen = null;
        lock (_gate)
        {
            foreach (var quote in polled)
            {
                if (Quote(quote.Ticker).Polled(quote))
                    frozen ??= quote.Ticker;
            }
        }
        return frozen;
    }

    /// <summary>
    /// Contracts to compare with the venue's own books: those that already differ, those that moved last, and a few more, so that
    /// each gets its turn.
    /// </summary>
    public List<string> ToCompare(int movers, int others)
    {
        lock (_gate)
        {
            var synced = _quotes.Values.Where(q => q.IsSynced).ToList();
            var chosen = synced
                .OrderByDescending(q => q.Differs)
                .ThenByDescending(q => q.ChangedAt)
                .Take(movers)
                .Select(q => q.Ticker)
                .ToHashSet(StringComparer.Ordinal);
            for (var i = 0; i < Math.Min(others, synced.Count); i++)
                chosen.Add(synced[(_turn + i) % synced.Count].Ticker);
            _turn = synced.Count == 0 ? 0 : (_turn + others) % synced.Count;
            return [.. chosen];
        }
    }

    public bool AnyDiffers
    {
        get
        {
            lock (_gate)
                return _quotes.Values.Any(q => q.Differs);
        }
    }

    public MarketDepth? Depth(string ticker)
    {
        lock (_gate)
            return _quotes.TryGetValue(ticker, out var quote) ? quote.Depth() : null;
    }

    public MarketQuote? Now(string ticker)
    {
        lock (_gate)
            return _quotes.TryGetValue(ticker, out var quote) ? quote.Now() : null;
    }

    public EventBook Now(MarketEvent of)
    {
        var quotes = ImmutableArray.CreateBuilder<MarketQuote?>(of.Markets.Length);
        lock (_gate)
        {
            foreach (var market in of.Markets)
                quotes.Add(_quotes.TryGetValue(market.Ticker, out var quote) ? quote.Now() : null);
        }
        return new EventBook(of, quotes.MoveToImmutable());
    }

    private KalshiQuote Quote(string ticker)
    {
        if (!_quotes.TryGetValue(ticker, out var quote))
            _quotes[ticker] = quote = new KalshiQuote(ticker);
        return quote;
    }
}
