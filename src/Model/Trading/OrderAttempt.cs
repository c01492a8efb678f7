namespace Strikeboard.Model;

/// <summary>One try to place an intent at a venue.</summary>
public sealed record OrderAttempt
{
    public required int Number { get; init; }

    /// <summary>Made from the intent and the number, so that the same try has the same name for ever.</summary>
    public required string ClientOrderId { get; init; }
    public required decimal Quantity { get; init; }

    /// <summary>The worst price of the position's side: at most for an entry, at least for an exit.</summary>
    public required decimal LimitPrice { get; init; }
    public AttemptState State { get; init; }

    /// <summary>The venue's name for it; bound once.</summary>
    public string? VenueOrderId { get; init; }

    /// <summary>What the venue's reports of the order say was filled.</summary>
    public decimal Reported { get; init; }

    /// <summary>What the fills that arrived add up to.</summary>
    public decimal Booked { get; init; }

    /// <summary>Reports and fills travel separately: whichever is ahead is the truth so far.</summary>
    public decimal Filled => Math.Max(Reported, Booked);

    public decimal Remaining => Math.Max(0m, Quantity - Filled);

    /// <summary>Not to be sent earlier; null: at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>From then on the venue refuses or ends the order by itself; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
    public bool CancelAsked { get; init; }

    /// <summary>The first of two reads that found nothing, taken when nothing could arrive any more.</summary>
    public DateTimeOffset? AbsentSince { get; init; }

    /// <summary>Why it ended so, or what is doubtful.</summary>
    public string Reason { get; init; } = "";

    public bool IsFinal =>
        State
            is AttemptState.Filled
                or AttemptState.Cancelled
                or AttemptState.Expired
                or AttemptState.Rejected
                or AttemptState.NeverWas;

    /// <summary>It may be at the venue, and it may fill.</summary>
    public bool IsLive => State is AttemptState.Sending or AttemptState.Working or AttemptState.Unknown;
}
