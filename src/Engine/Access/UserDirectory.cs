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
    DateTimeOffset? LastSignInAt
);

internal sealed class UserDirectory(IDbContextFactory<StrikeboardDb> databases) : IUserDirectory
{
    public async Task<IReadOnlyList<UserView>> ListAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database
            .Users.AsNoTracking()
            .OrderBy(user => user.NormalizedName)
            .Select(user => new UserView(
                user.Id,
                user.Name,
                user.Role,
                user.Enabled,
                user.PasswordHash != null,
                user.CreatedAt,
                user.LastSignInAt
            ))
            .ToListAsync(cancellationToken);
    }
}
