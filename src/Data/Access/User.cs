using Strikeboard.Model;

namespace Strikeboard.Data.Access;

/// <summary>Someone who may sign in. Names are compared in lower case.</summary>
public sealed class User
{
    public Guid Id { get; init; }
    public required string Name { get; init; }
    public required string NormalizedName { get; init; }
    public Role Role { get; set; }
    public bool Enabled { get; set; } = true;

    /// <summary>Null until a password is chosen: the first administrator enters by link.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Changes whenever authority changes; cookies, tokens and circuits of an older stamp are refused.</summary>
    public Guid SecurityStamp { get; set; }
    public int FailedSignIns { get; set; }
    public DateTimeOffset? LockedUntil { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? LastSignInAt { get; set; }
}
