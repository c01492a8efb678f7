using Microsoft.EntityFrameworkCore;
using Strikeboard.Data;
using Strikeboard.Data.Access;
using Strikeboard.Model;

namespace Strikeboard.Engine.Access;

/// <summary>What the actor of a command may do at the moment of the command, by the same transaction that carries it out.</summary>
internal sealed record ActorRights(User? User, bool SessionOver, ApiKey? Key, bool KeyOver)
{
    public Role? Role =>
        User is null ? null
        : Key is { } key && key.Ceiling < User.Role ? key.Ceiling
        : User.Role;

    public static async Task<ActorRights> ReadAsync(
        StrikeboardDb db,
        Actor actor,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (actor.UserId is not { } id)
            return new ActorRights(null, false, null, false);
        var user = await db.Users.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
        var session = actor.SessionId is { } sessionId
            ? await db.Sessions.AsNoTracking().FirstOrDefaultAsync(row => row.Id == sessionId, cancellationToken)
            : null;
        var key = actor.KeyId is { } keyId
            ? await db.ApiKeys.AsNoTracking().FirstOrDefaultAsync(row => row.Id == keyId, cancellationToken)
            : null;
        return Of(actor, user, session, key, now);
    }

    public static ActorRights Of(Actor actor, User? user, Session? session, ApiKey? key, DateTimeOffset now) =>
        new(
            user,
            actor.SessionId is not null
                && (session is not { EndedAt: null } || session.UserId != actor.UserId || session.ExpiresAt <= now),
            key,
            actor.KeyId is not null
                && (key is not { RevokedAt: null } || key.UserId != actor.UserId || key.ExpiresAt <= now)
        );

    /// <summary>Null where the actor may.</summary>
    public Refusal? Lacks(Command command, Actor actor)
    {
        if (actor.IsTrusted)
            return null;
        if (User is not { Enabled: true })
            return new Refusal("unknown_user", "This user is not known or may no longer sign in.").With(
                "user",
                actor.Name
            );
        if (SessionOver)
            return new Refusal("session_ended", "The session has ended; sign in again.");
        if (KeyOver)
            return new Refusal("key_ended", "The key was revoked or has expired.");
        if (Key is { } key && !KeyScope.Allows(key.Verbs, command.Name))
            return new Refusal("key_scope", $"The key {key.Prefix} may not give the command {command.Name}.")
                .With("key", key.Prefix)
                .With("needs", command.Name);
        return Role >= command.Needs
            ? null
            : new Refusal("forbidden", $"This needs the role {command.Needs}; you are {Role}.")
                .With("needs", command.Needs)
                .With("has", Role!);
    }
}
