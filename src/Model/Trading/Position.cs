using System.Collections.Immutable;

namespace Strikeboard.Model;

public enum PositionState
{
    /// <summary>The slot is taken; nothing is held yet.</summary>
    Pending,
    Open,
    Closing,
    Closed,

    /// <summary>Ended without a single fill: the slot is free again.</summary>
    Missed,

    /// <summary>An order of it may be at the venue, and nobody knows. The slot stays taken.</summary>
    Unknown,
}

/// <summary>One side of one instrument from the wish to enter until nothing is held: what is kept, locked and decided as one.</summary>
public sealed record Position
{
    public required Guid Id { get; init; }
    public required string Venue { get; init; }
    public required string Account { get; init; }
    public required string Instrument { get; init; }
    public required Side Side { get; init; }

    /// <summary>What the instrument is priced from, such as BTC; empty where it is none of ours.</summary>
    public string Symbol { get; init; } = "";

    /// <summary>What settles together with it.</summary>
    public string EventTicker { get; init; } = "";

    /// <summary>The venue's shard that owns the instrument.</summary>
    public int ExchangeIndex { get; init; }
    public required DateOnly TradingDay { get; init; }

    /// <summary>The bot or the person that opened it.</summary>
    public required string OpenedBy { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When its market closes: nothing fills from then on. Null where it never does.</summary>
    public DateTimeOffset? MarketClosesAt { get; init; }
    public Protection Protection { get; init; } = Protection.None;
    public ImmutableArray<OrderIntent> Intents { get; init; } = [];
    public ImmutableArray<Fill> Fills { get; init; } = [];

    /// <summary>Contracts that the venue has paid out.</summary>
    public decimal Settled { get; init; }

    /// <summary>Dollars that the venue paid for them.</summary>
    public decimal PaidOut { get; init; }

    public decimal Bought => Filled(IntentPurpose.Entry);

    public decimal Sold => Filled(IntentPurpose.Exit);

    public decimal Quantity => Bought - Sold - Settled;

    /// <summary>When something was last wanted of it.</summary>
    public DateTimeOffset LastAskedAt => Intents.IsEmpty ? OpenedAt : Intents.Max(intent => intent.AskedAt);

    public IEnumerable<OrderAttempt> Attempts => Intents.SelectMany(intent => intent.Attempts);

    /// <summary>The one exit that is under way; there is never a second.</summary>
    public OrderIntent? Exit =>
        Intents.FirstOrDefault(intent => intent is { Purpose: IntentPurpose.Exit, IsClosed: false });

    public PositionState State
    {
        get
        {
            if (Attempts.Any(attempt => attempt.State == AttemptState.Unknown))
                return PositionState.Unknown;
            if (Quantity > 0)
                return Exit is null ? PositionState.Open : PositionState.Closing;
            if (Attempts.Any(attempt => !attempt.IsFinal))
                return Exit is null ? PositionState.Pending : PositionState.Closing;
            return Bought > 0 ? PositionState.Closed : PositionState.Missed;
        }
    }

    /// <summary>Nobody else may enter this instrument on this account.</summary>
    public bool TakesSlot => State is not (PositionState.Closed or PositionState.Missed);

    /// <summary>What may be held at worst: all that was bought, and all that still might be.</summary>
    public decimal AtRisk =>
        Quantity
        + Intents
            .Where(intent => intent.Purpose == IntentPurpose.Entry)
            .SelectMany(intent => intent.Attempts)
            .Where(attempt => !attempt.IsFinal)
            .Sum(attempt => attempt.Remaining);

    public bool IsExit(Fill fill) =>
        Intents.Any(intent =>
            intent.Purpose == IntentPurpose.Exit
            && intent.Attempts.Any(attempt =>
                fill.ClientOrderId is { } ours
                    ? ours == attempt.ClientOrderId
                    : fill.VenueOrderId is { } theirs && theirs == attempt.VenueOrderId
            )
        );

    private decimal Filled(IntentPurpose purpose) =>
        Intents.Where(intent => intent.Purpose == purpose).Sum(intent => intent.Filled);
}
