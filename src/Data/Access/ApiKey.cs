using Strikeboard.Model;

namespace Strikeboard.Data.Access;

/// <summary>A word by which a script acts for a user, within bounds. Only its hash is kept; the prefix tells keys apart.</summary>
public sealed class ApiKey
{
    public Guid Id { get; init; }
    public Guid UserId { get; init; }
    public required string Name { get; init; }
    public required string Prefix { get; init; }
    public required byte[] Hash { get; init; }

    /// <summary>The key never may more than this, nor more than its owner.</summary>
    public Role Ceiling { get; init; }

    /// <summary>The commands it may give, by name or "group.*"; none: it only reads.</summary>
    public required string[] Verbs { get; init; }

    /// <summary>The symbols it may read; none: all.</summary>
    public required string[] Symbols { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? LastUsedAt { get; set; }
    public string? LastUsedFrom { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }
}
