using Microsoft.EntityFrameworkCore;
using Strikeboard.Data;
using Strikeboard.Data.Access;
using Strikeboard.Engine.Commands;
using Strikeboard.Model;

namespace Strikeboard.Engine.Access;

internal sealed class CreateUserHandler(Passwords passwords, TimeProvider time) : CommandHandler<CreateUser>
{
    private const int LongestName = 64;

    protected override async Task<HandlerResult> ExecuteAsync(
        CreateUser command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    )
    {
        var name = command.UserName.Trim();
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl))
            return Invalid(new Refusal("bad_user_name", $"A user name has 1 to {LongestName} printable characters."));
        if (Passwords.Judge(command.Password, name) is { } weak)
            return Invalid(weak);
        var normalized = SignInDesk.Normalize(name);
        if (await db.Users.AnyAsync(user => user.NormalizedName == normalized, cancellationToken))
            return HandlerResult.Refused(
                CommandVerdict.Conflict,
                new Refusal("user_exists", "There is a user of this name.").With("user", name)
            );
        db.Users.Add(
            new User
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()),
                Name = name,
                NormalizedName = normalized,
                Role = command.Role,
                PasswordHash = passwords.Hash(command.Password),
                SecurityStamp = Guid.NewGuid(),
                CreatedAt = time.GetUtcNow(),
            }
        );
        return HandlerResult.Done($"{name} may sign in as {command.Role}.");
    }

    private static HandlerResult Invalid(Refusal refusal) => HandlerResult.Refused(CommandVerdict.Invalid, refusal);
}

internal sealed class SetUserRoleHandler : CommandHandler<SetUserRole>
{
    protected override async Task<HandlerResult> ExecuteAsync(
        SetUserRole command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    )
    {
        if (await Users.FindAsync(db, command.UserName, cancellationToken) is not { } user)
            return Users.Unknown(command.UserName);
        if (command.Role != Role.Administrator && await Users.IsLastAdministratorAsync(db, user, cancellationToken))
            return Users.LastAdministrator();
        var before = user.Role.ToString();
        user.Role = command.Role;
        user.SecurityStamp = Guid.NewGuid();
        return HandlerResult.Done($"{user.Name} is now {user.Role}.", before, user.Role.ToString());
    }
}

internal sealed class SetUserEnabledHandler : CommandHandler<SetUserEnabled>
{
    protected override async Task<HandlerResult> ExecuteAsync(
        SetUserEnabled command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    )
    {
        if (await Users.FindAsync(db, command.UserName, cancellationToken) is not { } user)
            return Users.Unknown(command.UserName);
        if (!command.Enabled && await Users.IsLastAdministratorAsync(db, user, cancellationToken))
            return Users.LastAdministrator();
        var before = user.Enabled ? "enabled" : "disabled";
        user.Enabled = command.Enabled;
        user.SecurityStamp = Guid.NewGuid();
        var after = command.Enabled ? "enabled" : "disabled";
        return HandlerResult.Done($"{user.Name} is {after}.", before, after);
    }
}

internal sealed class ChangePasswordHandler(Passwords passwords) : CommandHandler<ChangePassword>
{
    protected override async Task<HandlerResult> ExecuteAsync(
        ChangePassword command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    )
    {
        var user = await db.Users.FirstOrDefaultAsync(row => row.Id == context.Actor.UserId, cancellationToken);
        if (user is null)
            return Users.Unknown(context.Actor.Name);
        // The first administrator came by link and has no password to give.
        if (user.PasswordHash is { } current && !passwords.Verify(current, command.Current))
            return Refused(new Refusal("wrong_password", "The current password is not right."));
        if (Passwords.Judge(command.Next, user.Name) is { } weak)
            return Refused(weak);
        user.PasswordHash = passwords.Hash(command.Next);
        user.SecurityStamp = Guid.NewGuid();
        return HandlerResult.Done("The password is changed. Other sessions of this user have ended.");
    }

    private static HandlerResult Refused(Refusal refusal) => HandlerResult.Refused(CommandVerdict.Invalid, refusal);
}

/// <summary>What the handlers above share.</summary>
internal static class Users
{
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
