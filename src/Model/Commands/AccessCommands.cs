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
