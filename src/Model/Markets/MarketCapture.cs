using System.Collections.Immutable;

namespace Strikeboard.Model;

/// <summary>What is known of some series at one instant: their events, soonest close first, and the quotes of their contracts.</summary>
public sealed record MarketCapture(
    DateTimeOffset At,
    ImmutableArray<MarketEvent> Events,
    ImmutableDictionary<string, MarketQuote> Quotes
)
{
    public static MarketCapture Empty(DateTimeOffset at) => new(at, [], ImmutableDictionary<string, MarketQuote>.Empty);

    /// <summary>The event of a series that is open now and closes first.</summary>
    public MarketEvent? CurrentEvent(string series, DateTimeOffset now) =>
        Events.Where(e => e.Series == series && e.IsOpenAt(now)).MinBy(e => e.CloseTime);

    public MarketEvent? NextEvent(string series, DateTimeOffset now) =>
        Events.Where(e => e.Series == series && e.OpenTime > now).MinBy(e => e.OpenTime);
}
