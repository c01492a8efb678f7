using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Strikeboard.Data;
using Strikeboard.Data.Access;
using Strikeboard.Model;

namespace Strikeboard.Engine.Access;

/// <summary>Recognises the keys of scripts. A key that is refused is told why only if its word was right.</summary>
public sealed class ApiKeyDesk(
    IDbContextFactory<StrikeboardDb> databases,
    AuthorityReader authorities,
    TimeProvider time
)
{
    private static readonly TimeSpan UsedEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan NoteWithin = TimeSpan.FromSeconds(1);
    private static readonly byte[] Decoy = RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes);
    private const int MostKnown = 10_000;
    private readonly ConcurrentDictionary<Guid, long> _used = new();

    /// <summary>By prefix, what never changes of a key. Whether it still opens anything is asked anew each time.</summary>
    private readonly ConcurrentDictionary<string, KnownKey> _known = new(StringComparer.Ordinal);

    public async Task<(Authority? Authority, Refusal? Refusal)> RecogniseAsync(
        string word,
        string address,
        CancellationToken cancellationToken
    )
    {
        var key = ApiKeyWord.PrefixOf(word) is { } prefix ? await FindAsync(prefix, cancellationToken) : null;
        // Compared in every case, and byte by byte to the end: time tells nobody how near a guess came.
        var matches = CryptographicOperations.FixedTimeEquals(ApiKeyWord.Hash(word), key?.Hash ?? Decoy);
        if (key is null || !matches)
            return (null, new Refusal("key_unknown", "This API key is not known here."));
        var judged = await authorities.JudgeAsync(
            new Credential(key.UserId, Guid.Empty, KeyId: key.Id),
            cancellationToken
        );
        if (judged.End is { } end)
            return (null, new Refusal(CodeOf(end), end.Message).With("key", key.Prefix));
        await UsedAsync(key, address, cancellationToken);
        return (judged.Authority, null);
    }

    /// <summary>Whose keys there are; all of them where no user is named. Words and hashes are not among it.</summary>
    public async Task<IReadOnlyList<ApiKeyView>> ListAsync(Guid? userId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await database
            .ApiKeys.AsNoTracking()
            .Where(key => userId == null || key.UserId == userId)
            .Join(database.Users, key => key.UserId, user => user.Id, (key, user) => new { key, user.Name })
            .OrderByDescending(row => row.key.CreatedAt)
            .Take(1000)
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row => new ApiKeyView(
                row.key.Id,
                row.key.Name,
                row.key.Prefix,
                row.Name,
                row.key.Ceiling,
                row.key.Verbs,
                row.key.Symbols,
                row.key.RevokedAt is not null ? "revoked"
                    : row.key.ExpiresAt <= now ? "expired"
                    : "active",
                row.key.CreatedAt,
                row.key.ExpiresAt,
                row.key.LastUsedAt,
                row.key.LastUsedFrom
            )),
        ];
    }

    private async Task<KnownKey?> FindAsync(string prefix, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(prefix, out var known))
            return known;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var found = await database
            .ApiKeys.AsNoTracking()
            .Where(row => row.Prefix == prefix)
            .Select(row => new KnownKey(row.Id, row.UserId, row.Prefix, row.Hash))
            .FirstOrDefaultAsync(cancellationToken);
        if (found is null)
            return null;
        if (_known.Count >= MostKnown)
            _known.Clear();
        return _known[prefix] = found;
    }

    private static string CodeOf(AccessEnd end) => end == AccessEnd.Disabled ? "key_owner_disabled" : end.Code;

    /// <summary>For people to recognise: a note that fails is no reason to refuse a request.</summary>
    private async Task UsedAsync(KnownKey key, string address, CancellationToken cancellationToken)
    {
        var stamp = time.GetTimestamp();
        if (_used.TryGetValue(key.Id, out var last) && time.GetElapsedTime(last, stamp) < UsedEvery)
            return;
        _used[key.Id] = stamp;
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
                .ApiKeys.Where(row => row.Id == key.Id)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.LastUsedAt, now).SetProperty(row => row.LastUsedFrom, address),
                    cancellationToken
                );
        }
    }

    private sealed record KnownKey(Guid Id, Guid UserId, string Prefix, byte[] Hash);
}

public sealed record ApiKeyView(
    Guid Id,
    string Name,
    string Prefix,
    string Owner,
    Role Ceiling,
    IReadOnlyList<string> Verbs,
    IReadOnlyList<string> Symbols,
    string State,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? LastUsedAt,
    string? LastUsedFrom
);
