namespace Strikeboard.Model;

/// <summary>One order as it is to leave the house.</summary>
public sealed record OrderRequest
{
    public required string ClientOrderId { get; init; }
    public required string Instrument { get; init; }

    /// <summary>The venue's shard that owns the instrument.</summary>
    public required int ExchangeIndex { get; init; }
    public required Side Side { get; init; }

    /// <summary>An entry buys the side, an exit sells it and never more than is held.</summary>
    public required IntentPurpose Purpose { get; init; }
    public required decimal Quantity { get; init; }

    /// <summary>Of the side, in dollars: at most for an entry, at least for an exit.</summary>
    public required decimal LimitPrice { get; init; }

    /// <summary>From then on the venue refuses or ends it; null: what does not fill at once is cancelled at once.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
