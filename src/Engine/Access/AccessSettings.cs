namespace Strikeboard.Engine.Access;

/// <summary>What signing in needs to know of its surroundings.</summary>
public sealed record AccessSettings
{
    /// <summary>Where the signing keys lie; only the running account may enter.</summary>
    public required string KeysFolder { get; init; }

    /// <summary>Who issues access tokens. It names the mode, so that a token of the demo opens nothing elsewhere.</summary>
    public required string Issuer { get; init; }

    /// <summary>Empty: the first administrator enters by a one-time link.</summary>
    public string? AdminPassword { get; init; }
}
