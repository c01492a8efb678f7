using Microsoft.EntityFrameworkCore;
using Strikeboard.Data;
using Strikeboard.Data.Access;

namespace Strikeboard.Engine.Access;

/// <summary>Issues words that open something once, and takes them back. The database holds hashes only.</summary>
internal sealed class OneTimeTokens(IDbContextFactory<StrikeboardDb> databases, TimeProvider time)
{
    private static readonly TimeSpan KeptAfterExpiry = TimeSpan.FromDays(1);

    public async Task<string> IssueAsync(
        string purpose,
        Authority owner,
        DateTimeOffset expiresAt,
        Guid family,
        CancellationToken cancellationToken
    )
    {
        var secret = Secrets.New();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        database.OneTimeTokens.Add(
            new OneTimeToken
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()),
                Purpose = purpose,
                Hash = Secrets.Hash(secret),
                UserId = owner.UserId,
                Family = family,
                SecurityStamp = owner.SecurityStamp,
                CreatedAt = time.GetUtcNow(),
                ExpiresAt = expiresAt,
            }
        );
        await database.SaveChangesAsync(cancellationToken);
        return secret;
    }

    /// <summary>
    /// One statement decides who spends it, so of two callers with the same word one is told <see cref="TokenUse.Reused"/>.
    /// </summary>
    public async Task<(TokenUse Use, OneTimeToken? Token)> SpendAsync(
        string purpose,
        string secret,
        CancellationToken cancellationToken
    )
    {
        var hash = Secrets.Hash(secret);
        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var spent = await database
            .OneTimeTokens.Where(token =>
                token.Hash == hash && token.Purpose == purpose && token.SpentAt == null && token.ExpiresAt > now
            )
            .ExecuteUpdateAsync(set => set.SetProperty(token => token.SpentAt, now), cancellationToken);
        var token = await database
            .OneTimeTokens.AsNoTracking()
            .FirstOrDefaultAsync(token => token.Hash == hash && token.Purpose == purpose, cancellationToken);
        var use =
            spent == 1 ? TokenUse.Spent
            : token is null ? TokenUse.Unknown
            : token.SpentAt is not null ? TokenUse.Reused
            : TokenUse.Expired;
        return (use, token);
    }

    public async Task<OneTimeToken?> FindUnspentAsync(
        string purpose,
        string secret,
        CancellationToken cancellationToken
    )
    {
        var hash = Secrets.Hash(secret);
        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database
            .OneTimeTokens.AsNoTracking()
            .FirstOrDefaultAsync(
                token =>
                    token.Hash == hash && token.Purpose == purpose && token.SpentAt == null && token.ExpiresAt > now,
                cancellationToken
            );
    }

    public async Task EndFamilyAsync(Guid family, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database
            .OneTimeTokens.Where(token => token.Family == family && token.SpentAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(token => token.SpentAt, now), cancellationToken);
    }

    /// <summary>A new link makes the ones printed before worthless.</summary>
    public async Task EndAllAsync(string purpose, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var forgettable = now - KeptAfterExpiry;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database
            .OneTimeTokens.Where(token => token.Purpose == purpose && token.SpentAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(token => token.SpentAt, now), cancellationToken);
        await database
            .OneTimeTokens.Where(token => token.ExpiresAt < forgettable)
            .ExecuteDeleteAsync(cancellationToken);
    }
}

internal enum TokenUse
{
    Spent,
    Unknown,
    Expired,
    Reused,
}
