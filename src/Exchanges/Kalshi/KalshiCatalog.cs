using System.Collections.Immutable;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Kalshi;

/// <summary>Which events there are. Opening and closing follow the clock, for the venue does not announce them.</summary>
internal sealed class KalshiCatalog(KalshiOptions options, IReadOnlyList<string> series)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Listing> _markets = new(StringComparer.Ordinal);
    private ImmutableArray<MarketEvent> _events = [];
    private DateTimeOffset _eventsGoodUntil;

    public IReadOnlyList<string> Series { get; } = series;

    /// <summary>Raised outside the lock, on the thread that brought the word.</summary>
    public event Action<MarketSettled>? Settled;

    /// <summary>The venue has been asked at least once: an empty list is then a fact.</summary>
    public bool IsKnown { get; private set; }

    public void Update(string series, IReadOnlyList<KalshiMarketRow> rows, DateTimeOffset now)
    {
        var settled = new List<MarketSettled>();
        lock (_gate)
        {
            IsKnown = true;
            foreach (var row in rows)
            {
                if (
                    row.Market.OpenTime - now <= options.UnopenedHorizon
                    && row.Market.CloseTime + options.KeepClosed > now
                )
                    Put(new Listing(series, row.Title, row.Market), row.SettledAt ?? now, settled);
            }
            Changed();
        }
        Tell(settled);
    }

    /// <summary>What a full list of open markets leaves out is not open, whatever the clock says.</summary>
    public void OnlyTheseAreOpen(string series, IReadOnlyList<KalshiMarketRow> rows, DateTimeOffset askedAt)
    {
        var open = rows.Select(r => r.Market.Ticker).ToHashSet(StringComparer.Ordinal);
        lock (_gate)
        {
            foreach (var (ticker, listing) in _markets.ToList())
            {
                var market = listing.Market;
                var shouldBeListed =
                    market.OpenTime < askedAt.AddSeconds(-5) && market.CloseTime > askedAt.AddSeconds(5);
                if (
                    listing.Series == series
                    && shouldBeListed
                    && market.Status == MarketStatus.Active
                    && !open.Contains(ticker)
                )
                    _markets[ticker] = listing with { Market = market with { Status = MarketStatus.Inactive } };
            }
            Changed();
        }
    }

    /// <summary>A word of the venue about one market; null leaves what was.</summary>
    public void Told(string ticker, MarketStatus? status, Side? result, decimal? settlementValue, DateTimeOffset at)
    {
        var settled = new List<MarketSettled>();
        lock (_gate)
        {
            if (!_markets.TryGetValue(ticker, out var listing))
                return;
            var market = listing.Market with
            {
                Status = status ?? listing.Market.Status,
                Result = result ?? listing.Market.Result,
                SettlementValue = settlementValue ?? listing.Market.SettlementValue,
            };
            Put(listing with { Market = market }, at, settled);
            Changed();
        }
        Tell(settled);
    }

    /// <summary>Closed, and not all is known of how it ended.</summary>
    public IEnumerable<MarketEvent> Undecided(DateTimeOffset now) =>
        Events(now)
            .Where(e => e.CloseTime <= now && e.Markets.Any(m => m is { Result: null } or { ExpirationValue: null }));

    public IReadOnlySet<string> Prune(DateTimeOffset now)
    {
        lock (_gate)
        {
            foreach (var (ticker, listing) in _markets.ToList())
            {
                if (listing.Market.CloseTime + options.KeepClosed <= now)
                    _markets.Remove(ticker);
            }
            Changed();
            return _markets.Keys.ToHashSet(StringComparer.Ordinal);
        }
    }

    /// <summary>Soonest close first, each market in the state that the clock gives it.</summary>
    public ImmutableArray<MarketEvent> Events(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (now >= _eventsGoodUntil)
                (_events, _eventsGoodUntil) = (Build(now), NextTurn(now));
            return _events;
        }
    }

    /// <summary>One contract in the state that the clock gives it, and its series.</summary>
    public (Market Market, string Series)? Find(string ticker, DateTimeOffset now)
    {
        lock (_gate)
            return _markets.TryGetValue(ticker, out var listing) ? (AsOf(listing.Market, now), listing.Series) : null;
    }

    /// <summary>The events whose books are followed: open ones that close first, and those about to open.</summary>
    public ImmutableArray<MarketEvent> Followed(DateTimeOffset now)
    {
        var followed = ImmutableArray.CreateBuilder<MarketEvent>();
        var events = Events(now);
        foreach (var followedSeries in Series)
        {
            followed.AddRange(
                events.Where(e => e.Series == followedSeries && e.IsOpenAt(now)).Take(options.OpenEventsPerSeries)
            );
            followed.AddRange(
                events
                    .Where(e =>
                        e.Series == followedSeries && e.OpenTime > now && e.OpenTime - now <= options.SubscribeAhead
                    )
                    .Take(options.NextEventsPerSeries)
            );
        }
        return followed.ToImmutable();
    }

    /// <summary>The next moment at which something opens or closes.</summary>
    public DateTimeOffset NextTurn(DateTimeOffset now)
    {
        lock (_gate)
        {
            var next = DateTimeOffset.MaxValue;
            foreach (var (_, _, market) in _markets.Values)
            {
                if (market.OpenTime > now && market.OpenTime < next)
                    next = market.OpenTime;
                if (market.CloseTime > now && market.CloseTime < next)
                    next = market.CloseTime;
            }
            return next;
        }
    }

    private void Put(Listing listing, DateTimeOffset at, List<MarketSettled> settled)
    {
        var before = _markets.GetValueOrDefault(listing.Market.Ticker)?.Market;
        _markets[listing.Market.Ticker] = listing;
        if (KalshiSettlement.Of(listing.Series, listing.Market, at) is { } end && !SaysTheSame(before, listing.Market))
            settled.Add(end);
    }

    private static bool SaysTheSame(Market? before, Market now) =>
        before is not null
        && before.Result == now.Result
        && before.SettlementValue == now.SettlementValue
        && before.ExpirationValue == now.ExpirationValue
        && (before.Status == MarketStatus.Finalized) == (now.Status == MarketStatus.Finalized);

    private void Tell(List<MarketSettled> settled)
    {
        foreach (var each in settled)
            Settled?.Invoke(each);
    }

    private void Changed() => _eventsGoodUntil = DateTimeOffset.MinValue;

    private ImmutableArray<MarketEvent> Build(DateTimeOffset now) =>
        [
            .. _markets
                .Values.GroupBy(l => l.Market.EventTicker, StringComparer.Ordinal)
                .Select(g => BuildEvent(g.Key, [.. g], now))
                .OrderBy(e => e.CloseTime)
                .ThenBy(e => e.Ticker, StringComparer.Ordinal),
        ];

    private static MarketEvent BuildEvent(string ticker, List<Listing> listings, DateTimeOffset now)
    {
        var first = listings[0];
        return new MarketEvent
        {
            Ticker = ticker,
            Series = first.Series,
            Title = first.Title.Length > 0 ? first.Title : ticker,
            OpenTime = listings.Min(l => l.Market.OpenTime),
            CloseTime = listings.Max(l => l.Market.CloseTime),
            Markets =
            [
                .. listings
                    .Select(l => AsOf(l.Market, now))
                    .OrderBy(m => m.DisplayStrike)
                    .ThenBy(m => m.Ticker, StringComparer.Ordinal),
            ],
        };
    }

    private static Market AsOf(Market market, DateTimeOffset now)
    {
        var status = market.Status switch
        {
            MarketStatus.Unopened or MarketStatus.Active or MarketStatus.Inactive when now >= market.CloseTime =>
                MarketStatus.Closed,
            MarketStatus.Unopened when now >= market.OpenTime => MarketStatus.Active,
            var told => told,
        };
        return status == market.Status ? market : market with { Status = status };
    }

    private sealed record Listing(string Series, string Title, Market Market);
}
