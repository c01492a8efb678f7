using Microsoft.EntityFrameworkCore;
using Strikeboard.Data;
using Strikeboard.Data.Access;
using Strikeboard.Engine.Commands;
using Strikeboard.Engine.Live;
using Strikeboard.Model;

namespace Strikeboard.Engine.Access;

/// <summary>What the handlers of users, sessions and keys share.</summary>
internal static class Users
{
    private const int LongestName = 64;

    public static User New(string name, Role role, DateTimeOffset now, string? passwordHash = null) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            Name = name,
            NormalizedName = SignInDesk.Normalize(name),
            Role = role,
            PasswordHash = passwordHash,
            SecurityStamp = Guid.NewGuid(),
            CreatedAt = now,
        };

    /// <summary>Null where there may be a user of this name and role.</summary>
    public static async Task<HandlerResult?> JudgeNewAsync(
        StrikeboardDb db,
        string name,
        Role role,
        CancellationToken cancellationToken
    )
    {
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl))
            return HandlerResult.Refused(
                CommandVerdict.Invalid,
                new Refusal("bad_user_name", $"A user name has 1 to {LongestName} printable characters.")
            );
        if (!Enum.IsDefined(role))
            return HandlerResult.Refused(CommandVerdict.Invalid, new Refusal("bad_role", "There is no such role."));
        return await FindAsync(db, name, cancellationToken) is null
            ? null
            : HandlerResult.Refused(
                CommandVerdict.Conflict,
                new Refusal("user_exists", "There is a user of this name.").With("user", name)
            );
    }

    /// <summary>One's own, or an administrator's business.</summary>
    public static async Task<bool> MayAdministerAsync(
        StrikeboardDb db,
        Actor actor,
        Guid owner,
        CancellationToken cancellationToken
    ) =>
        actor.IsTrusted
        || actor.UserId == owner
        || await db.Users.AnyAsync(
            user => user.Id == actor.UserId && user.Enabled && user.Role == Role.Administrator,
            cancellationToken
        );

    public static Task Tell(Facts facts, Guid userId)
    {
        facts.Publish(new AccessChanged(userId));
        return Task.CompletedTask;
    }

    public static async Task<User?> FindAsync(StrikeboardDb db, string name, CancellationToken cancellationToken)
    {
        var normalized = SignInDesk.Normalize(name);
        return await db.Users.FirstOrDefaultAsync(user => user.NormalizedName == normalized, cancellationToken);
    }

    public static async Task<bool> IsLastAdministratorAsync(
        StrikeboardDb db,
        User user,
        CancellationToken cancellationToken
    ) =>
        user is { Role: Role.Administrator, Enabled: true }
        && !await db.Users.AnyAsync(
            other => other.Id != user.Id && other.Role == Role.Administrator && other.Enabled,
            cancellationToken
        );

    public static HandlerResult Unknown(string name) =>
        HandlerResult.Refused(
            CommandVerdict.NotFound,
            new Refusal("unknown_user", "There is no such user.").With("user", name)
        );

    public static HandlerResult LastAdministrator() =>
        HandlerResult.Refused(
            CommandVerdict.Conflict,
            new Refusal("last_administrator", "Someone must remain who may administer; make another one first.")
        );
}
