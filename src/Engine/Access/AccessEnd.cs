namespace Strikeboard.Engine.Access;

/// <summary>Why what somebody holds opens nothing any more: a code for programs and the address bar, a sentence for people.</summary>
public sealed record AccessEnd(string Code, string Message)
{
    public static readonly AccessEnd Disabled = new("disabled", "This account was disabled by an administrator.");
    public static readonly AccessEnd Changed = new(
        "changed",
        "The role or the password of this account was changed, which ends every session."
    );
    public static readonly AccessEnd SessionEnded = new("session_ended", "This session was ended.");
    public static readonly AccessEnd SignedOut = new("signed_out", "You signed out.");
    public static readonly AccessEnd SessionExpired = new(
        "session_expired",
        "The session has reached its twelve hours."
    );
    public static readonly AccessEnd TokenReused = new(
        "token_reused",
        "A refresh token of this session was used twice, so the session was ended."
    );
    public static readonly AccessEnd KeyRevoked = new("key_revoked", "This key was revoked.");
    public static readonly AccessEnd KeyExpired = new("key_expired", "This key has expired.");
    public static readonly AccessEnd AnotherUser = new("another_user", "Somebody else signed in with this browser.");
    public static readonly AccessEnd Unsure = new(
        "unsure",
        "The database did not answer for a minute, so nobody can say who may look on."
    );

    private static readonly AccessEnd[] All =
    [
        Disabled,
        Changed,
        SessionEnded,
        SignedOut,
        SessionExpired,
        TokenReused,
        KeyRevoked,
        KeyExpired,
        AnotherUser,
        Unsure,
    ];

    /// <summary>Only what we would say ourselves: a code from an address is anybody's.</summary>
    public static AccessEnd? Find(string? code) =>
        Array.Find(All, end => string.Equals(end.Code, code, StringComparison.Ordinal));
}

/// <summary>Exactly one of the two is there.</summary>
public sealed record Judgement(Authority? Authority, AccessEnd? End)
{
    public static Judgement May(Authority authority) => new(authority, null);

    public static Judgement Ended(AccessEnd end) => new(null, end);
}
