using Microsoft.EntityFrameworkCore;
using Strikeboard.Data;
using Strikeboard.Data.Access;
using Strikeboard.Model;

namespace Strikeboard.Engine.Access;

/// <summary>Sees to it that somebody can get in: by the configured password, else by a one-time link until a password is chosen.</summary>
public sealed class FirstAdministrator
{
    public const string Name = "admin";
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromMinutes(15);
    private readonly IDbContextFactory<StrikeboardDb> _databases;
    private readonly OneTimeTokens _tokens;
    private readonly Passwords _passwords;
    private readonly AccessSettings _settings;
    private readonly TimeProvider _time;

    internal FirstAdministrator(
        IDbContextFactory<StrikeboardDb> databases,
        OneTimeTokens tokens,
        Passwords passwords,
        AccessSettings settings,
        TimeProvider time
    ) => (_databases, _tokens, _passwords, _settings, _time) = (databases, tokens, passwords, settings, time);

    /// <summary>The word for a sign-in link, or null when somebody can sign in with a password.</summary>
    public async Task<string?> EnsureAsync(CancellationToken cancellationToken)
    {
        await using var database = await _databases.CreateDbContextAsync(cancellationToken);
        var somebodyHasPassword = await database.Users.AnyAsync(
            user => user.PasswordHash != null && user.Enabled && user.Role == Role.Administrator,
            cancellationToken
        );
        if (somebodyHasPassword)
            return null;
        var admin = await FindOrCreateAsync(database, cancellationToken);
        if (!string.IsNullOrEmpty(_settings.AdminPassword))
        {
            admin.PasswordHash = _passwords.Hash(_settings.AdminPassword);
            admin.SecurityStamp = Guid.NewGuid();
        }
        await database.SaveChangesAsync(cancellationToken);
        if (admin.PasswordHash is not null)
            return null;
        await _tokens.EndAllAsync(TokenPurpose.SignInLink, cancellationToken);
        return await _tokens.IssueAsync(
            TokenPurpose.SignInLink,
            new Authority(admin.Id, admin.Name, admin.Role, admin.SecurityStamp, HasPassword: false),
            _time.GetUtcNow() + LinkLifetime,
            Guid.NewGuid(),
            cancellationToken
        );
    }

    private async Task<User> FindOrCreateAsync(StrikeboardDb database, CancellationToken cancellationToken)
    {
        var admin = await database.Users.FirstOrDefaultAsync(user => user.NormalizedName == Name, cancellationToken);
        if (admin is null)
        {
            admin = new User
            {
                Id = Guid.NewGuid(),
                Name = Name,
                NormalizedName = Name,
                Role = Role.Administrator,
                SecurityStamp = Guid.NewGuid(),
                CreatedAt = _time.GetUtcNow(),
            };
            database.Users.Add(admin);
        }
        return admin;
    }
}
