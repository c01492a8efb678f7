using System.Collections.Immutable;

namespace Strikeboard.Model;

/// <summary>Output of the market step: per series the current event with its quotes, or the reason why there is none.</summary>
public sealed record MarketView
{
    public required Symbol Symbol { get; init; }
    public required DateTimeOffset AsOf { get; init; }
    public required Quality Quality { get; init; }
    public required ImmutableArray<SeriesView> Series { get; init; }
}

public sealed record SeriesView
{
    private ImmutableDictionary<string, MarketQuote>? _quotes;
    private EventBook? _book;

    public required string Series { get; init; }

    /// <summary>Null between two events, which is no failure.</summary>
    public MarketEvent? Event { get; init; }
    public DateTimeOffset? NextOpen { get; init; }
    public string? NextEvent { get; init; }
    public ImmutableDictionary<string, MarketQuote> Quotes
    {
        get => _quotes ?? _book?.ByTicker ?? ImmutableDictionary<string, MarketQuote>.Empty;
        init => (_quotes, _book) = (value, null);
    }

    /// <summary>The quotes in the order of the event's contracts; null between two events.</summary>
    public EventBook? Book =>
        _book ??= Event is null
            ? null
            : new EventBook(Event, [.. Event.Markets.Select(m => Quotes.GetValueOrDefault(m.Ticker))]);

    public SeriesView With(EventBook book) => this with { Event = book.Event, _book = book, _quotes = null };
}
