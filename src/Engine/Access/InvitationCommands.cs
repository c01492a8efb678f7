using Strikeboard.Data;
using Strikeboard.Data.Access;
using Strikeboard.Engine.Commands;
using Strikeboard.Engine.Live;
using Strikeboard.Model;

namespace Strikeboard.Engine.Access;

internal sealed class InviteUserHandler(TimeProvider time) : CommandHandler<InviteUser>
{
    protected override async Task<HandlerResult> ExecuteAsync(
        InviteUser command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    )
    {
        var name = command.UserName.Trim();
        if (await Users.JudgeNewAsync(db, name, command.Role, cancellationToken) is { } refused)
            return refused;
        var user = Users.New(name, command.Role, time.GetUtcNow());
        db.Users.Add(user);
        db.OneTimeTokens.Add(Invitations.For(user, command.Word, time.GetUtcNow()));
        return HandlerResult.Done($"{name} is invited as {command.Role}; the link works once, for three days.");
    }
}

internal sealed class ResetPasswordHandler(Facts facts, TimeProvider time) : CommandHandler<ResetPassword>
{
    protected override async Task<HandlerResult> ExecuteAsync(
        ResetPassword command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    )
    {
        if (await Users.FindAsync(db, command.UserName, cancellationToken) is not { } user)
            return Users.Unknown(command.UserName);
        if (user.Id == context.Actor.UserId)
            return HandlerResult.Refused(
                CommandVerdict.Conflict,
                new Refusal("own_password", "Change your own password on your account page.")
            );
        var now = time.GetUtcNow();
        user.PasswordHash = null;
        user.SecurityStamp = Guid.NewGuid();
        await SessionRows.EndAllAsync(db, user.Id, AccessEnd.Changed, now, cancellationToken);
        db.OneTimeTokens.Add(Invitations.For(user, command.Word, now));
        return HandlerResult
            .Done($"{user.Name} needs the link to choose a new password; it works once, for three days.")
            .Then(_ => Users.Tell(facts, user.Id));
    }
}

internal sealed class UnlockUserHandler(Lockouts lockouts) : CommandHandler<UnlockUser>
{
    protected override async Task<HandlerResult> ExecuteAsync(
        UnlockUser command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    )
    {
        if (await Users.FindAsync(db, command.UserName, cancellationToken) is not { } user)
            return Users.Unknown(command.UserName);
        var closed = lockouts.ClosedFor(user.NormalizedName);
        return HandlerResult
            .Done($"{user.Name} may try again from everywhere.", $"closed from {closed} addresses", "open")
            .Then(_ =>
            {
                lockouts.Forgive(user.NormalizedName);
                return Task.CompletedTask;
            });
    }
}

/// <summary>One-time links for those who have no password yet.</summary>
public static class Invitations
{
    internal static readonly TimeSpan Lifetime = TimeSpan.FromDays(3);

    /// <summary>The word that goes into the link; whoever makes it shows it once.</summary>
    public static string NewWord() => Secrets.New();

    internal static OneTimeToken For(User user, string word, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            Purpose = TokenPurpose.Invitation,
            Hash = Secrets.Hash(word),
            UserId = user.Id,
            Family = Guid.NewGuid(),
            SecurityStamp = user.SecurityStamp,
            CreatedAt = now,
            ExpiresAt = now + Lifetime,
        };
}
