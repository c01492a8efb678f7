using System.Collections.Immutable;

namespace Strikeboard.Model;

/// <summary>What is known of some series at one instant: their events, soonest close first, and the quotes of their contracts.</summary>
public sealed record MarketCapture
{
    private readonly ImmutableArray<EventBook> _books;
    private ImmutableDictionary<string, MarketQuote>? _quotes;

    public MarketCapture(
        DateTimeOffset at,
        ImmutableArray<MarketEvent> events,
        ImmutableDictionary<string, MarketQuote> quotes
    ) => (At, Events, _quotes, _books) = (at, events, quotes, []);

    public MarketCapture(DateTimeOffset at, ImmutableArray<EventBook> books) =>
        (At, Events, _books) = (at, [.. books.Select(book => book.Event)], books);

    public DateTimeOffset At { get; }

    public ImmutableArray<MarketEvent> Events { get; init; }

    public ImmutableDictionary<string, MarketQuote> Quotes
    {
        get => _quotes ??= EventBook.Index(_books.SelectMany(book => book.Quotes));
        init => (_quotes, _books) = (value, []);
    }

    public static MarketCapture Empty(DateTimeOffset at) => new(at, [], ImmutableDictionary<string, MarketQuote>.Empty);

    /// <summary>The event of a series that is open now and closes first.</summary>
    public MarketEvent? CurrentEvent(string series, DateTimeOffset now) =>
        Earliest(series, e => e.IsOpenAt(now), e => e.CloseTime);

    public MarketEvent? NextEvent(string series, DateTimeOffset now) =>
        Earliest(series, e => e.OpenTime > now, e => e.OpenTime);

    public EventBook BookOf(MarketEvent wanted)
    {
        foreach (var book in _books)
        {
            if (ReferenceEquals(book.Event, wanted))
                return book;
        }
        return new EventBook(wanted, [.. wanted.Markets.Select(market => Quotes.GetValueOrDefault(market.Ticker))]);
    }

    private MarketEvent? Earliest(string series, Func<MarketEvent, bool> fits, Func<MarketEvent, DateTimeOffset> by)
    {
        MarketEvent? first = null;
        foreach (var one in Events)
        {
            if (one.Series == series && fits(one) && (first is null || by(one) < by(first)))
                first = one;
        }
        return first;
    }
}
