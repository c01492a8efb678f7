using Strikeboard.Exchanges.Http;
using Strikeboard.Model;

namespace Strikeboard.Exchanges;

/// <summary>
/// An account at a venue. What changes orders is sent once and never again, whatever comes back: what to make of silence is for
/// those to decide who know what was kept.
/// </summary>
public interface IOrderVenue
{
    string Name { get; }

    Task<PlaceAnswer> PlaceAsync(OrderRequest order, CancellationToken cancellationToken);

    Task<CancelAnswer> CancelAsync(string venueOrderId, int exchangeIndex, CancellationToken cancellationToken);

    /// <summary>Orders of the account, ours and others', newest first; all instruments where none is named.</summary>
    Task<VenueResult<List<VenueOrder>>> ReadOrdersAsync(
        string? instrument,
        DateTimeOffset since,
        CancellationToken cancellationToken
    );

    Task<VenueResult<List<VenueFill>>> ReadFillsAsync(
        string? instrument,
        DateTimeOffset since,
        CancellationToken cancellationToken
    );

    /// <summary>What is held; what was settled is in it no more.</summary>
    Task<VenueResult<List<VenuePosition>>> ReadPositionsAsync(CancellationToken cancellationToken);

    Task<VenueResult<VenueBalance>> ReadBalanceAsync(CancellationToken cancellationToken);

    Task<VenueResult<List<VenueSettlement>>> ReadSettlementsAsync(
        DateTimeOffset since,
        CancellationToken cancellationToken
    );
}
