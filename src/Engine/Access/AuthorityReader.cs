using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Strikeboard.Data;

namespace Strikeboard.Engine.Access;

/// <summary>
/// What a user may do now, by the database. An answer is used again for two seconds at most, so a revocation bites
/// everywhere within that time, whatever cookie, token or circuit the user still holds.
/// </summary>
public sealed class AuthorityReader(IDbContextFactory<StrikeboardDb> databases, TimeProvider time)
{
    public static readonly TimeSpan Trust = TimeSpan.FromSeconds(2);

    /// <summary>How long an old answer still lets somebody look on while the database is away. It never lets them act.</summary>
    public static readonly TimeSpan TrustForViewing = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, Answer> _answers = new();

    /// <summary>Null for a user who is unknown or disabled. Throws while the database is away.</summary>
    public async ValueTask<Authority?> ReadAsync(Guid userId, CancellationToken cancellationToken)
    {
        if (userId == ConsoleUser.Id)
            return ConsoleUser.Authority;
        if (Known(userId, Trust) is { } known)
            return known;
        // Stamped before the question: the answer may be older than its arrival, never younger.
        var askedAt = time.GetTimestamp();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var authority = await database
            .Users.AsNoTracking()
            .Where(user => user.Id == userId && user.Enabled)
            .Select(user => new Authority(user.Id, user.Name, user.Role, user.SecurityStamp, user.PasswordHash != null))
            .FirstOrDefaultAsync(cancellationToken);
        if (authority is null)
            _answers.TryRemove(userId, out _);
        else
            _answers[userId] = new Answer(authority, askedAt);
        return authority;
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
            return Known(userId, TrustForViewing);
        }
    }

    /// <summary>Called where authority was changed, so that this node does not wait for the two seconds.</summary>
    public void Forget(Guid userId) => _answers.TryRemove(userId, out _);

    private Authority? Known(Guid userId, TimeSpan trust) =>
        _answers.TryGetValue(userId, out var answer) && time.GetElapsedTime(answer.AskedAt) < trust
            ? answer.Authority
            : null;

    private sealed record Answer(Authority Authority, long AskedAt);
}
