using Microsoft.EntityFrameworkCore;
using Strikeboard.Data;
using Strikeboard.Engine.Commands;
using Strikeboard.Engine.Live;
using Strikeboard.Model;

namespace Strikeboard.Engine.Access;

internal sealed class EndSessionHandler(Facts facts, TimeProvider time) : CommandHandler<EndSession>
{
    protected override async Task<HandlerResult> ExecuteAsync(
        EndSession command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    )
    {
        var session = await db.Sessions.FirstOrDefaultAsync(row => row.Id == command.SessionId, cancellationToken);
        // Somebody else's is answered like none at all: an id must not be worth guessing.
        if (session is null || !await Users.MayAdministerAsync(db, context.Actor, session.UserId, cancellationToken))
            return HandlerResult.Refused(
                CommandVerdict.NotFound,
                new Refusal("unknown_session", "There is no such session of yours.")
            );
        if (session.EndedAt is not null)
            return HandlerResult.Done("The session had ended already.");
        session.EndedAt = time.GetUtcNow();
        session.EndedBecause = AccessEnd.SessionEnded.Code;
        return HandlerResult
            .Done($"The session from {session.Address} is ended.", "open", "ended")
            .Then(_ => Users.Tell(facts, session.UserId));
    }
}

internal sealed class EndOtherSessionsHandler(Facts facts, TimeProvider time) : CommandHandler<EndOtherSessions>
{
    protected override async Task<HandlerResult> ExecuteAsync(
        EndOtherSessions command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    )
    {
        if (context.Actor.UserId is not { } userId)
            return Users.Unknown(context.Actor.Name);
        var before = await db.Sessions.CountAsync(
            row => row.UserId == userId && row.EndedAt == null,
            cancellationToken
        );
        await SessionRows.EndAllAsync(
            db,
            userId,
            AccessEnd.SessionEnded,
            time.GetUtcNow(),
            cancellationToken,
            context.Actor.SessionId
        );
        return HandlerResult
            .Done("Your other sessions have ended.", $"{before} open")
            .Then(_ => Users.Tell(facts, userId));
    }
}
