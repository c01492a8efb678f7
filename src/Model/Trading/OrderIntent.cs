using System.Collections.Immutable;

namespace Strikeboard.Model;

public enum IntentPurpose
{
    Entry,
    Exit,
}

/// <summary>What is wanted of a venue, and each try to get it.</summary>
public sealed record OrderIntent
{
    public required Guid Id { get; init; }
    public required IntentPurpose Purpose { get; init; }
    public required decimal Quantity { get; init; }

    /// <summary>An exit that sells whatever is held, late fills included.</summary>
    public bool Everything { get; init; }

    /// <summary>The worst price of the position's side: at most for an entry, at least for an exit.</summary>
    public required decimal LimitPrice { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>An entry that has not left by then is dropped: what it was judged by is old.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>How long a try may rest at the venue; null: the desk's own setting.</summary>
    public TimeSpan? Rests { get; init; }

    /// <summary>Nothing more will be tried for it.</summary>
    public bool IsClosed { get; init; }
    public ImmutableArray<OrderAttempt> Attempts { get; init; } = [];

    public decimal Filled => Attempts.Sum(attempt => attempt.Filled);

    public OrderAttempt? Last => Attempts.IsEmpty ? null : Attempts[^1];
}
