namespace Strikeboard.Data.Access;

/// <summary>A sign-in link, a refresh token or a socket ticket: only the hash is kept, and it can be spent once.</summary>
public sealed class OneTimeToken
{
    public Guid Id { get; init; }
    public required string Purpose { get; init; }
    public required byte[] Hash { get; init; }
    public Guid UserId { get; init; }

    /// <summary>Tokens that replaced one another share a family: a spent one seen again ends them all.</summary>
    public Guid Family { get; init; }
    public Guid SecurityStamp { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? SpentAt { get; set; }
}
