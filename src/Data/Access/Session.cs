namespace Strikeboard.Data.Access;

/// <summary>One sign-in, by a browser or a script. Cookies and tokens name it, and end with it.</summary>
public sealed class Session
{
    public Guid Id { get; init; }
    public Guid UserId { get; init; }

    /// <summary>browser or script.</summary>
    public required string Kind { get; init; }
    public required string Address { get; set; }

    /// <summary>What the caller said of itself, shortened.</summary>
    public required string Device { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset LastSeenAt { get; set; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Why it ended, as a code; null while it is open.</summary>
    public string? EndedBecause { get; set; }
}
