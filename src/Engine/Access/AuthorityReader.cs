using Microsoft.EntityFrameworkCore;
using Strikeboard.Data;
using Strikeboard.Data.Access;
using Strikeboard.Model;

namespace Strikeboard.Engine.Access;

/// <summary>
/// What a user may do now, by the database. An answer is used again for two seconds at most, so a revocation bites
/// everywhere within that time, whatever cookie, token, key or circuit the user still holds.
/// </summary>
public sealed class AuthorityReader(IDbContextFactory<StrikeboardDb> databases, TimeProvider time)
{
    public static readonly TimeSpan Trust = TimeSpan.FromSeconds(2);

    /// <summary>How long an old answer still lets somebody look on while the database is away. It never lets them act.</summary>
    public static readonly TimeSpan TrustForViewing = TimeSpan.FromMinutes(1);

    /// <summary>Whoever has a minute's trust left does not wait longer for a database that says nothing.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly RecentAnswers<User> _users = new(time);
    private readonly RecentAnswers<Session> _sessions = new(time);
    private readonly RecentAnswers<ApiKey> _keys = new(time);

    /// <summary>Null for a user who is unknown or disabled. Throws while the database is away.</summary>
    public async ValueTask<Authority?> ReadAsync(Guid userId, CancellationToken cancellationToken)
    {
        if (userId == ConsoleUser.Id)
            return ConsoleUser.Authority;
        if (!_users.TryGet(userId, Trust, out var user))
        {
            await FetchAsync([userId], [], [], cancellationToken);
            _users.TryGet(userId, TrustForViewing, out user);
        }
        return user is { Enabled: true } ? Of(user) : null;
    }

    /// <summary>As <see cref="ReadAsync"/>, but with the database away the last answer counts for a minute.</summary>
    public async ValueTask<Authority?> ReadForViewingAsync(Guid userId, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(userId, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return _users.TryGet(userId, TrustForViewing, out var user) && user is { Enabled: true } ? Of(user) : null;
        }
    }

    /// <summary>What this credential opens now. With the database away the last answer lets somebody look on for a minute.</summary>
    public async ValueTask<Judgement> JudgeAsync(Credential held, CancellationToken cancellationToken)
    {
        if (held.UserId == ConsoleUser.Id)
            return Judgement.May(ConsoleUser.Authority);
        try
        {
            if (Judge(held, Trust) is { } known)
                return known;
            // Left alone rather than called off: even that takes its time where a server is silent.
            await RefreshAsync([held], cancellationToken)
                .WaitAsync(
                    Judge(held, TrustForViewing) is null ? Timeout.InfiniteTimeSpan : Patience,
                    time,
                    cancellationToken
                );
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Falls through to what was known before.
        }
        return Judge(held, TrustForViewing) ?? Judgement.Ended(AccessEnd.Unsure);
    }

    /// <summary>Asks the database about all of them at once: as many questions for a thousand as for one.</summary>
    public async Task RefreshAsync(IReadOnlyCollection<Credential> held, CancellationToken cancellationToken) =>
        await FetchAsync(
            [.. held.Select(one => one.UserId).Distinct()],
            [.. held.Select(one => one.SessionId).OfType<Guid>().Distinct()],
            [.. held.Select(one => one.KeyId).OfType<Guid>().Distinct()],
            cancellationToken
        );

    /// <summary>By what is known already; null where that is too old.</summary>
    public Judgement? Judge(Credential held, TimeSpan trust)
    {
        if (held.UserId == ConsoleUser.Id)
            return Judgement.May(ConsoleUser.Authority);
        Session? session = null;
        ApiKey? key = null;
        if (
            !_users.TryGet(held.UserId, trust, out var user)
            || (held.SessionId is { } sessionId && !_sessions.TryGet(sessionId, trust, out session))
            || (held.KeyId is { } keyId && !_keys.TryGet(keyId, trust, out key))
        )
            return null;
        return Judge(held, user, session, key);
    }

    /// <summary>What was read of someone within the last minute, for the one command that may not wait for the database; null: too little.</summary>
    internal ActorRights? Remember(Actor actor)
    {
        Session? session = null;
        ApiKey? key = null;
        if (
            actor.UserId is not { } id
            || !_users.TryGet(id, TrustForViewing, out var user)
            || (actor.SessionId is { } sessionId && !_sessions.TryGet(sessionId, TrustForViewing, out session))
            || (actor.KeyId is { } keyId && !_keys.TryGet(keyId, TrustForViewing, out key))
        )
            return null;
        return ActorRights.Of(actor, user, session, key, time.GetUtcNow());
    }

    /// <summary>Called where authority was changed, so that this node does not wait for the two seconds.</summary>
    public void Forget(Guid userId)
    {
        _users.Forget(userId);
        _sessions.Forget(session => session is null || session.UserId == userId);
        _keys.Forget(key => key is null || key.UserId == userId);
    }

    private Judgement Judge(Credential held, User? user, Session? session, ApiKey? key)
    {
        var now = time.GetUtcNow();
        if (user is not { Enabled: true })
            return Judgement.Ended(AccessEnd.Disabled);
        if (held.KeyId is not null)
            return key is null || key.UserId != user.Id || key.RevokedAt is not null
                    ? Judgement.Ended(AccessEnd.KeyRevoked)
                : key.ExpiresAt <= now ? Judgement.Ended(AccessEnd.KeyExpired)
                : Judgement.May(Of(user, key));
        if (held.SessionId is not null)
        {
            if (session is null || session.UserId != user.Id)
                return Judgement.Ended(AccessEnd.SessionEnded);
            if (session.EndedAt is not null)
                return Judgement.Ended(AccessEnd.Find(session.EndedBecause) ?? AccessEnd.SessionEnded);
            if (session.ExpiresAt <= now)
                return Judgement.Ended(AccessEnd.SessionExpired);
        }
        return user.SecurityStamp != held.SecurityStamp
            ? Judgement.Ended(AccessEnd.Changed)
            : Judgement.May(Of(user) with { SessionId = held.SessionId });
    }

    private async Task FetchAsync(Guid[] users, Guid[] sessions, Guid[] keys, CancellationToken cancellationToken)
    {
        var askedAt = time.GetTimestamp();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var foundUsers = await database
            .Users.AsNoTracking()
            .Where(user => users.Contains(user.Id))
            .ToDictionaryAsync(user => user.Id, cancellationToken);
        var foundSessions =
            sessions.Length == 0
                ? []
                : await database
                    .Sessions.AsNoTracking()
                    .Where(session => sessions.Contains(session.Id))
                    .ToDictionaryAsync(session => session.Id, cancellationToken);
        var foundKeys =
            keys.Length == 0
                ? []
                : await database
                    .ApiKeys.AsNoTracking()
                    .Where(key => keys.Contains(key.Id))
                    .ToDictionaryAsync(key => key.Id, cancellationToken);
        foreach (var id in users)
            _users.Keep(id, foundUsers.GetValueOrDefault(id), askedAt);
        foreach (var id in sessions)
            _sessions.Keep(id, foundSessions.GetValueOrDefault(id), askedAt);
        foreach (var id in keys)
            _keys.Keep(id, foundKeys.GetValueOrDefault(id), askedAt);
    }

    private static Authority Of(User user) =>
        new(user.Id, user.Name, user.Role, user.SecurityStamp, user.PasswordHash is not null);

    private static Authority Of(User user, ApiKey key) =>
        Of(user) with
        {
            Role = key.Ceiling < user.Role ? key.Ceiling : user.Role,
            Key = new KeyScope(key.Id, key.Prefix, [.. key.Verbs], [.. key.Symbols]),
        };
}
