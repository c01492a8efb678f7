using Microsoft.EntityFrameworkCore;
using Strikeboard.Data;
using Strikeboard.Model;

namespace Strikeboard.Engine.Access;

/// <summary>Who may sign in, for the Users screen and REST. Changes go through commands.</summary>
public interface IUserDirectory
{
    Task<IReadOnlyList<UserView>> ListAsync(CancellationToken cancellationToken);
}

public sealed record UserView(
    Guid Id,
    string Name,
    Role Role,
    bool Enabled,
    bool HasPassword,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastSignInAt,
    int Sessions = 0,
    int Keys = 0,
    bool Locked = false
);

internal sealed class UserDirectory(IDbContextFactory<StrikeboardDb> databases, Lockouts lockouts, TimeProvider time)
    : IUserDirectory
{
    public async Task<IReadOnlyList<UserView>> ListAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await database
            .Users.AsNoTracking()
            .OrderBy(user => user.NormalizedName)
            .Select(user => new
            {
                user,
                Sessions = database.Sessions.Count(s => s.UserId == user.Id && s.EndedAt == null && s.ExpiresAt > now),
                Keys = database.ApiKeys.Count(k => k.UserId == user.Id && k.RevokedAt == null && k.ExpiresAt > now),
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row => new UserView(
                row.user.Id,
                row.user.Name,
                row.user.Role,
                row.user.Enabled,
                row.user.PasswordHash is not null,
                row.user.CreatedAt,
                row.user.LastSignInAt,
                row.Sessions,
                row.Keys,
                lockouts.ClosedFor(row.user.NormalizedName) > 0
            )),
        ];
    }
}
