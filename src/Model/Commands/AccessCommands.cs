using System.Text.Json.Serialization;

namespace Strikeboard.Model;

/// <summary>The password travels in memory only: the audit keeps the name, never the secret.</summary>
public sealed record CreateUser(string UserName, Role Role)
    : Command("user.create", Strikeboard.Model.Role.Administrator, $"user {UserName}")
{
    [JsonIgnore]
    public string Password { get; init; } = "";
}

public sealed record SetUserRole(string UserName, Role Role)
    : Command("user.role", Strikeboard.Model.Role.Administrator, $"user {UserName}");

public sealed record SetUserEnabled(string UserName, bool Enabled)
    : Command("user.enabled", Role.Administrator, $"user {UserName}");

/// <summary>Anyone may change their own password.</summary>
public sealed record ChangePassword() : Command("user.password", Role.Viewer, "own password")
{
    [JsonIgnore]
    public string Current { get; init; } = "";

    [JsonIgnore]
    public string Next { get; init; } = "";
}

/// <summary>Opens an account without a password; the word of the link travels in memory only.</summary>
public sealed record InviteUser(string UserName, Role Role)
    : Command("user.invite", Strikeboard.Model.Role.Administrator, $"user {UserName}")
{
    [JsonIgnore]
    public string Word { get; init; } = "";
}

/// <summary>Takes the password away and ends every session; a one-time link lets the user choose another.</summary>
public sealed record ResetPassword(string UserName) : Command("user.reset", Role.Administrator, $"user {UserName}")
{
    [JsonIgnore]
    public string Word { get; init; } = "";
}

/// <summary>Forgets wrong passwords, wherever they came from.</summary>
public sealed record UnlockUser(string UserName) : Command("user.unlock", Role.Administrator, $"user {UserName}");

/// <summary>One's own; another's needs an administrator.</summary>
public sealed record EndSession(Guid SessionId) : Command("session.end", Role.Viewer, $"session {SessionId}");

/// <summary>All of one's own but the one that asks.</summary>
public sealed record EndOtherSessions() : Command("session.end_others", Role.Viewer, "own sessions");

/// <summary>A key for scripts, for oneself. The word is made by whoever asks, and only its hash is kept.</summary>
public sealed record CreateApiKey(
    string KeyName,
    Role Ceiling,
    IReadOnlyList<string> Verbs,
    IReadOnlyList<string> Symbols,
    int Days
) : Command("key.create", Role.Viewer, $"key {KeyName}")
{
    [JsonIgnore]
    public string Word { get; init; } = "";
}

/// <summary>One's own; another's needs an administrator.</summary>
public sealed record RevokeApiKey(Guid KeyId) : Command("key.revoke", Role.Viewer, $"key {KeyId}");
