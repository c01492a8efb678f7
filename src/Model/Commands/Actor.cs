namespace Strikeboard.Model;

/// <summary>Who asks, and through which door. The role is not carried: it is read anew where the command is judged.</summary>
public sealed record Actor(Guid? UserId, string Name, string Via, string? Address = null)
{
    /// <summary>The sign-in this comes through; once that has ended, nothing more is taken from it.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>The API key it comes with: the key's bounds are judged too.</summary>
    public Guid? KeyId { get; init; }

    public static readonly Actor System = new(null, "system", "engine");

    /// <summary>Someone at this machine who can read the control token, that is the owner of the data folder.</summary>
    public static readonly Actor Console = new(null, "console", "command line");

    /// <summary>Neither comes from the network as a user: they are made here or not at all.</summary>
    public bool IsTrusted => ReferenceEquals(this, System) || ReferenceEquals(this, Console);
}
