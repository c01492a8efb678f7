using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Strikeboard.Data.Access;
using Strikeboard.Model;

namespace Strikeboard.Engine.Access;

/// <summary>Keeps passwords as slow salted hashes and says which ones are good enough. Length counts, composition does not.</summary>
public sealed class Passwords
{
    public const int Shortest = 15;
    public const int Longest = 128;

    /// <summary>A password from the configuration is the owner's own choice; only a careless one is refused.</summary>
    public const int ShortestConfigured = 8;

    internal const int Iterations = 210_000;

    private readonly PasswordHasher<User> _hasher = new(
        Options.Create(new PasswordHasherOptions { IterationCount = Iterations })
    );
    private readonly Lazy<string> _decoy;

    public Passwords() => _decoy = new Lazy<string>(() => Hash(Guid.NewGuid().ToString()));

    public string Hash(string password) => _hasher.HashPassword(null!, password);

    /// <summary>Takes as long for a user who does not exist as for one who does, so that time tells nobody which names are real.</summary>
    public bool Verify(string? hash, string password)
    {
        // A longer one cannot have been set, and hashing it would be work on a stranger's order.
        var tried = password.Length <= Longest ? password : "";
        var matches =
            _hasher.VerifyHashedPassword(null!, hash ?? _decoy.Value, tried) != PasswordVerificationResult.Failed;
        return matches && hash is not null && password.Length <= Longest;
    }

    public static Refusal? Judge(string password, string userName)
    {
        if (password.Length < Shortest)
            return TooWeak($"A password needs at least {Shortest} characters; a short sentence is a good one.");
        if (password.Length > Longest)
            return TooWeak($"A password has at most {Longest} characters.");
        if (password.Distinct().Count() < 5)
            return TooWeak("A password needs more than a few different characters.");
        if (
            userName.Length > 0
            && password.Contains(userName, StringComparison.OrdinalIgnoreCase)
            && password.Length < Shortest + userName.Length
        )
            return TooWeak("A password must not be built on the user name.");
        return null;
    }

    private static Refusal TooWeak(string message) =>
        new Refusal("password_too_weak", message).With("shortest", Shortest.ToString(CultureInfo.InvariantCulture));
}
