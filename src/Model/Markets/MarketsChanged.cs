using System.Collections.Immutable;

namespace Strikeboard.Model;

/// <summary>A venue announced something about contracts of one event; what comes within a moment is told together.</summary>
/// <param name="Change">The venue's word: created, activated, deactivated, close_date_updated, determined, settled, …</param>
public sealed record MarketsChanged(
    string Source,
    string EventTicker,
    string Change,
    ImmutableArray<string> Tickers,
    DateTimeOffset At
) : IFact;
