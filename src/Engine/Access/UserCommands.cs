using Microsoft.EntityFrameworkCore;
using Strikeboard.Data;
using Strikeboard.Data.Access;
using Strikeboard.Engine.Commands;
using Strikeboard.Engine.Live;
using Strikeboard.Model;

namespace Strikeboard.Engine.Access;

internal sealed class CreateUserHandler(Passwords passwords, TimeProvider time) : CommandHandler<CreateUser>
{
    protected override async Task<HandlerResult> ExecuteAsync(
        CreateUser command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    )
    {
        var name = command.UserName.Trim();
        if (await Users.JudgeNewAsync(db, name, command.Role, cancellationToken) is { } refused)
            return refused;
        if (Passwords.Judge(command.Password, name) is { } weak)
            return HandlerResult.Refused(CommandVerdict.Invalid, weak);
        db.Users.Add(Users.New(name, command.Role, time.GetUtcNow(), passwords.Hash(command.Password)));
        return HandlerResult.Done($"{name} may sign in as {command.Role}.");
    }
}

internal sealed class SetUserRoleHandler(Facts facts, TimeProvider time) : CommandHandler<SetUserRole>
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
        await SessionRows.EndAllAsync(db, user.Id, AccessEnd.Changed, time.GetUtcNow(), cancellationToken);
        return HandlerResult
            .Done($"{user.Name} is now {user.Role}.", before, user.Role.ToString())
            .Then(_ => Users.Tell(facts, user.Id));
    }
}

internal sealed class SetUserEnabledHandler(Facts facts, TimeProvider time) : CommandHandler<SetUserEnabled>
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
        await SessionRows.EndAllAsync(db, user.Id, AccessEnd.Disabled, time.GetUtcNow(), cancellationToken);
        var after = command.Enabled ? "enabled" : "disabled";
        return HandlerResult.Done($"{user.Name} is {after}.", before, after).Then(_ => Users.Tell(facts, user.Id));
    }
}

internal sealed class ChangePasswordHandler(Passwords passwords, Facts facts, TimeProvider time)
    : CommandHandler<ChangePassword>
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
        var now = time.GetUtcNow();
        await SessionRows.EndAllAsync(db, user.Id, AccessEnd.Changed, now, cancellationToken, context.Actor.SessionId);
        return HandlerResult
            .Done("The password is changed. Other sessions of this user have ended.")
            .Then(_ => Users.Tell(facts, user.Id));
    }

    private static HandlerResult Refused(Refusal refusal) => HandlerResult.Refused(CommandVerdict.Invalid, refusal);
}
