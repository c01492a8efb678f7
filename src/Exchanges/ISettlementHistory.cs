using Strikeboard.Exchanges.Http;
using Strikeboard.Model;

namespace Strikeboard.Exchanges;

/// <summary>How contracts of the past ended, for those who were not listening when it was told.</summary>
public interface ISettlementHistory
{
    /// <summary>The contracts of one event whose result is known; empty where the venue has not decided or forgot them.</summary>
    Task<VenueResult<List<MarketSettled>>> ReadSettledAsync(
        string series,
        string eventTicker,
        CancellationToken cancellationToken
    );
}
