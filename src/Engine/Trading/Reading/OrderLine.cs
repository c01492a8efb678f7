using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Reading;

/// <summary>One try to place an order, with what it belongs to.</summary>
/// <param name="Id">Rises with every order that is kept.</param>
/// <param name="Why">What the wish was made for.</param>
/// <param name="Reason">Why it ended so, or what is doubtful.</param>
public sealed record OrderLine(
    long Id,
    Guid PositionId,
    Guid IntentId,
    string ClientOrderId,
    string? VenueOrderId,
    string Venue,
    string Account,
    string Instrument,
    Side Side,
    IntentPurpose Purpose,
    decimal Quantity,
    decimal Filled,
    decimal LimitPrice,
    AttemptState State,
    string Reason,
    string Why,
    string OpenedBy,
    DateTimeOffset AskedAt,
    DateTimeOffset? SentAt,
    DateTimeOffset? ExpiresAt,
    bool CancelAsked,
    DateTimeOffset ChangedAt
)
{
    /// <summary>It may be at the venue, and it may fill.</summary>
    public bool IsLive =>
        State is AttemptState.Planned or AttemptState.Sending or AttemptState.Working or AttemptState.Unknown;
}
