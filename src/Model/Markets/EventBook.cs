using System.Collections.Immutable;

namespace Strikeboard.Model;

/// <summary>The quotes of one event's contracts in the order of its list, null where there is none; by ticker for who asks so.</summary>
public sealed class EventBook(MarketEvent of, ImmutableArray<MarketQuote?> quotes)
{
    private ImmutableDictionary<string, MarketQuote>? _byTicker;

    public MarketEvent Event { get; } = of;

    public ImmutableArray<MarketQuote?> Quotes { get; } = quotes;

    public ImmutableDictionary<string, MarketQuote> ByTicker => _byTicker ??= Index(Quotes);

    internal static ImmutableDictionary<string, MarketQuote> Index(IEnumerable<MarketQuote?> quotes) =>
        quotes.OfType<MarketQuote>().ToImmutableDictionary(quote => quote.Ticker, StringComparer.Ordinal);
}
