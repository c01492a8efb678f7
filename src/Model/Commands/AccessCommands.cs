namespace Strikeboard.Model;

/// <summary>The password travels in memory only: the audit keeps the name, never the secret.</summary>
public sealed record CreateUser(string UserName, Role Role) : Command
{
    [System.Text.Json.Serialization.JsonIgnore]
    public string Password { get; init; } = "";

    public override string Name => "user.create";
    public override Role Needs => Role.Administrator;
    public override string Target => $"user {UserName}";
}

public sealed record SetUserRole(string UserName, Role Role) : Command
{
    public override string Name => "user.role";
    public override Role Needs => Role.Administrator;
    public override string Target => $"user {UserName}";
}

public sealed record SetUserEnabled(string UserName, bool Enabled) : Command
{
    public override string Name => "user.enabled";
    public override Role Needs => Role.Administrator;
    public override string Target => $"user {UserName}";
}

/// <summary>Anyone may change their own password.</summary>
public sealed record ChangePassword : Command
{
    [System.Text.Json.Serialization.JsonIgnore]
    public string Current { get; init; } = "";

    [System.Text.Json.Serialization.JsonIgnore]
    public string Next { get; init; } = "";

    public override string Name => "user.password";
    public override Role Needs => Role.Viewer;
    public override string Target => "own password";
}
