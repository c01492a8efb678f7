using Strikeboard.Model;

namespace Strikeboard.Exchanges;

/// <summary>The events of some series and the quotes of their contracts.</summary>
public interface IMarketFeed : IVenueConnection
{
    /// <summary>Everything known of these series at this instant, as one unchanging object.</summary>
    MarketCapture Capture(IReadOnlyCollection<string> series);

    /// <summary>A contract's result, on the thread that brought it: take it and return.</summary>
    event Action<MarketSettled>? Settled;

    /// <summary>What the venue announced about contracts of these series.</summary>
    event Action<MarketsChanged>? MarketsChanged;
}
