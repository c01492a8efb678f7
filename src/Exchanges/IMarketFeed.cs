using Strikeboard.Model;

namespace Strikeboard.Exchanges;

/// <summary>The events of some series and the quotes of their contracts.</summary>
public interface IMarketFeed : IVenueConnection
{
    /// <summary>Everything known of these series at this instant, as one unchanging object.</summary>
    MarketCapture Capture(IReadOnlyCollection<string> series);
}
