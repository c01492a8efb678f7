using System.Collections.Immutable;
using Strikeboard.Model;

namespace Strikeboard.Engine.Access;

/// <summary>Who someone is and what they may do at this moment. Only enabled users have one.</summary>
public sealed record Authority(Guid UserId, string Name, Role Role, Guid SecurityStamp, bool HasPassword)
{
    /// <summary>The sign-in it rests on.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>The key it rests on; the role is then the lower of the owner's and the key's.</summary>
    public KeyScope? Key { get; init; }

    public Credential Credential => new(UserId, SecurityStamp, SessionId, Key?.Id);

    public bool Suffices(Role needed) => Role >= needed;
}

/// <summary>What somebody holds who was let in once: whether it still opens anything is asked anew.</summary>
public sealed record Credential(Guid UserId, Guid SecurityStamp, Guid? SessionId = null, Guid? KeyId = null);

/// <summary>The bounds of an API key.</summary>
/// <param name="Verbs">Commands it may give; none: it only reads.</param>
/// <param name="Symbols">Symbols it may read; none: all.</param>
public sealed record KeyScope(Guid Id, string Prefix, ImmutableArray<string> Verbs, ImmutableArray<string> Symbols)
{
    public const string Every = "*";

    /// <summary>A key must not make itself more powerful, or outlive its revocation by a key of its own.</summary>
    private static readonly string[] NeverByKey = ["user.", "key.", "session."];

    public bool Allows(string command) => Allows(Verbs, command);

    public static bool Allows(IReadOnlyCollection<string> verbs, string command) =>
        !IsForPeople(command)
        && verbs.Any(verb =>
            verb == Every
            || verb == command
            || (
                verb.EndsWith(".*", StringComparison.Ordinal)
                && command.StartsWith(verb[..^1], StringComparison.Ordinal)
            )
        );

    public static bool IsForPeople(string command) =>
        NeverByKey.Any(group => command.StartsWith(group, StringComparison.Ordinal));
}
