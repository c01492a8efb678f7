using Microsoft.EntityFrameworkCore;
using Strikeboard.Data;
using Strikeboard.Data.Access;
using Strikeboard.Engine.Operations;
using Strikeboard.Model;

namespace Strikeboard.Engine.Access;

/// <summary>Lets people in: by name and password, or by the one-time link of the first start.</summary>
public sealed class SignInDesk
{
    private const int LongestName = 64;
    private const string Source = "access";
    private readonly IDbContextFactory<StrikeboardDb> _databases;
    private readonly Passwords _passwords;
    private readonly Lockouts _lockouts;
    private readonly OneTimeTokens _tokens;
    private readonly IEventLog _events;
    private readonly TimeProvider _time;

    internal SignInDesk(
        IDbContextFactory<StrikeboardDb> databases,
        Passwords passwords,
        Lockouts lockouts,
        OneTimeTokens tokens,
        IEventLog events,
        TimeProvider time
    )
    {
        (_databases, _passwords, _lockouts) = (databases, passwords, lockouts);
        (_tokens, _events, _time) = (tokens, events, time);
    }

    public async Task<SignInOutcome> WithPasswordAsync(
        string name,
        string password,
        string address,
        CancellationToken cancellationToken
    )
    {
        var normalized = Normalize(name);
        if (_lockouts.Remaining(normalized, address) is { } left)
            return Locked(left);
        await using var database = await _databases.CreateDbContextAsync(cancellationToken);
        // A name that nobody can have is not looked up: the database does not take every character.
        var user = name.Any(char.IsControl)
            ? null
            : await database.Users.FirstOrDefaultAsync(u => u.NormalizedName == normalized, cancellationToken);
        // The hash is worked out in every case: an unknown or disabled name must not answer sooner.
        var matches = _passwords.Verify(user?.PasswordHash, password);
        if (user is null || !matches || !user.Enabled)
        {
            _lockouts.Failed(normalized, address);
            _events.Record(
                Severity.Warning,
                Source,
                "access.sign_in_refused",
                "A sign-in was refused.",
                ("name", normalized),
                ("address", address)
            );
            return SignInOutcome.Refused(
                new Refusal("sign_in_refused", "Name and password do not match, or the account is disabled.")
            );
        }
        _lockouts.Succeeded(normalized, address);
        return await WelcomeAsync(database, user, address, "password", cancellationToken);
    }

    public async Task<SignInOutcome> WithLinkAsync(string token, string address, CancellationToken cancellationToken)
    {
        var (use, spent) = await _tokens.SpendAsync(TokenPurpose.SignInLink, token, cancellationToken);
        if (use == TokenUse.Unknown)
            (use, spent) = await _tokens.SpendAsync(TokenPurpose.Invitation, token, cancellationToken);
        if (use != TokenUse.Spent || spent is null)
            return SignInOutcome.Refused(
                new Refusal(
                    "link_refused",
                    "This link has been used or has expired. An administrator can make another; on a fresh installation each start prints one."
                )
            );
        await using var database = await _databases.CreateDbContextAsync(cancellationToken);
        var user = await database.Users.FirstOrDefaultAsync(
            u => u.Id == spent.UserId && u.Enabled && u.SecurityStamp == spent.SecurityStamp,
            cancellationToken
        );
        return user is null
            ? SignInOutcome.Refused(new Refusal("link_refused", "The account of this link has changed since."))
            : await WelcomeAsync(database, user, address, "link", cancellationToken);
    }

    internal static string Normalize(string name)
    {
        var trimmed = name.Trim();
        return (trimmed.Length <= LongestName ? trimmed : trimmed[..LongestName]).ToLowerInvariant();
    }

    private async Task<SignInOutcome> WelcomeAsync(
        StrikeboardDb database,
        User user,
        string address,
        string by,
        CancellationToken cancellationToken
    )
    {
        // By this one column: two who sign in at the same moment must not get in each other's way.
        var now = _time.GetUtcNow();
        await database
            .Users.Where(row => row.Id == user.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastSignInAt, now), cancellationToken);
        _events.Record(
            Severity.Info,
            Source,
            "access.signed_in",
            $"{user.Name} signed in.",
            ("name", user.Name),
            ("address", address),
            ("by", by)
        );
        return SignInOutcome.As(
            new Authority(user.Id, user.Name, user.Role, user.SecurityStamp, user.PasswordHash is not null)
        );
    }

    private static SignInOutcome Locked(TimeSpan left) =>
        SignInOutcome.Refused(
            new Refusal(
                "locked_out",
                "Too many wrong passwords from here for this name. Try again in a few minutes."
            ).With("retryAfterSeconds", (int)Math.Ceiling(left.TotalSeconds))
        );
}
