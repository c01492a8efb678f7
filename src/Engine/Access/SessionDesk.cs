using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Strikeboard.Data;
using Strikeboard.Data.Access;
using Strikeboard.Engine.Live;
using Strikeboard.Model;

namespace Strikeboard.Engine.Access;

/// <summary>Keeps the list of sign-ins: every cookie and every script's token belongs to one, and ends with it.</summary>
public sealed class SessionDesk(IDbContextFactory<StrikeboardDb> databases, Facts facts, TimeProvider time)
{
    public const string Browser = "browser";
    public const string Script = "script";
    public const int MostPerUser = 50;

    /// <summary>Counted from the sign-in: nothing stretches it.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan NoteWithin = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<Guid, long> _seen = new();

    public async Task<Authority> OpenAsync(
        Authority authority,
        string kind,
        Visitor visitor,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        var session = new Session
        {
            Id = Guid.CreateVersion7(now),
            UserId = authority.UserId,
            Kind = kind,
            Address = visitor.Address,
            Device = visitor.Device,
            CreatedAt = now,
            LastSeenAt = now,
            ExpiresAt = now + Lifetime,
        };
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        database.Sessions.Add(session);
        await database.SaveChangesAsync(cancellationToken);
        await EndOldestAsync(database, authority.UserId, now, cancellationToken);
        return authority with { SessionId = session.Id };
    }

    public async Task<IReadOnlyList<SessionView>> ListAsync(Guid? userId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database
            .Sessions.AsNoTracking()
            .Where(session => session.EndedAt == null && session.ExpiresAt > now)
            .Where(session => userId == null || session.UserId == userId)
            .OrderByDescending(session => session.LastSeenAt)
            .Take(MostPerUser * 10)
            .Select(session => new SessionView(
                session.Id,
                session.UserId,
                session.Kind,
                session.Address,
                session.Device,
                session.CreatedAt,
                session.LastSeenAt,
                session.ExpiresAt
            ))
            .ToListAsync(cancellationToken);
    }

    /// <summary>By the one who holds it: signing out, or a token that somebody else has too.</summary>
    public async Task EndAsync(Guid sessionId, Guid userId, AccessEnd why, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await SessionRows.EndAsync(
            database.Sessions.Where(session => session.Id == sessionId && session.UserId == userId),
            why,
            time.GetUtcNow(),
            cancellationToken
        );
        facts.Publish(new AccessChanged(userId));
    }

    /// <summary>Noted once a minute. It is for people to recognise, so a note that fails is no reason to refuse a request.</summary>
    public async Task SeenAsync(Guid sessionId, string address, CancellationToken cancellationToken)
    {
        var stamp = time.GetTimestamp();
        if (_seen.TryGetValue(sessionId, out var last) && time.GetElapsedTime(last, stamp) < SeenEvery)
            return;
        if (_seen.Count > MostPerUser * 100)
            _seen.Clear();
        _seen[sessionId] = stamp;
        var now = time.GetUtcNow();
        try
        {
            await NoteAsync().WaitAsync(NoteWithin, time, cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // In a minute it is noted again.
        }

        async Task NoteAsync()
        {
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            await database
                .Sessions.Where(session => session.Id == sessionId)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(session => session.LastSeenAt, now)
                            .SetProperty(session => session.Address, address),
                    cancellationToken
                );
        }
    }

    private static async Task EndOldestAsync(
        StrikeboardDb database,
        Guid userId,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var tooMany = database
            .Sessions.Where(session => session.UserId == userId && session.EndedAt == null && session.ExpiresAt > now)
            .OrderByDescending(session => session.CreatedAt)
            .Skip(MostPerUser)
            .Select(session => session.Id);
        await SessionRows.EndAsync(
            database.Sessions.Where(session => tooMany.Contains(session.Id)),
            AccessEnd.SessionEnded,
            now,
            cancellationToken
        );
    }
}

public sealed record SessionView(
    Guid Id,
    Guid UserId,
    string Kind,
    string Address,
    string Device,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastSeenAt,
    DateTimeOffset ExpiresAt
);

/// <summary>What desks and handlers share.</summary>
internal static class SessionRows
{
    public static Task EndAsync(
        IQueryable<Session> sessions,
        AccessEnd why,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        sessions
            .Where(session => session.EndedAt == null)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(session => session.EndedAt, now)
                        .SetProperty(session => session.EndedBecause, why.Code),
                cancellationToken
            );

    public static Task EndAllAsync(
        StrikeboardDb db,
        Guid userId,
        AccessEnd why,
        DateTimeOffset now,
        CancellationToken cancellationToken,
        Guid? except = null
    ) =>
        EndAsync(
            db.Sessions.Where(session => session.UserId == userId && session.Id != (except ?? Guid.Empty)),
            why,
            now,
            cancellationToken
        );
}
