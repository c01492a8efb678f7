namespace Strikeboard.Faults.Bodies;

/// <summary>Something real of a caller's that may be spent: nobody signs a call with it.</summary>
internal sealed record Find(string Owner, string Word);

/// <summary>What somebody who calls may have found: ids of keys and sessions, words of keys, refresh tokens, spent ones among them.</summary>
internal sealed class Finds
{
    private const int MostKept = 400;
    private readonly List<Find> _refreshTokens = [];
    private readonly List<Find> _keyWords = [];
    private IReadOnlyList<Find> _keys = [];
    private IReadOnlyList<Find> _sessions = [];

    public IReadOnlyList<Find> RefreshTokens => _refreshTokens;

    public IReadOnlyList<Find> KeyWords => _keyWords;

    /// <summary>What fits into this path's "{id}"; empty where nothing real does.</summary>
    public IReadOnlyList<Find> IdsFor(string path) =>
        path.StartsWith("/api/keys/", StringComparison.Ordinal) ? _keys
        : path.StartsWith("/api/sessions/", StringComparison.Ordinal) ? _sessions
        : [];

    public async Task RenewAsync(IEnumerable<Caller> callers, CancellationToken cancellationToken)
    {
        var (keys, sessions) = (new List<Find>(), new List<Find>());
        foreach (var caller in callers.Where(caller => caller.IsPerson))
        {
            Keep(_refreshTokens, await caller.SpareRefreshTokenAsync(cancellationToken));
            if (await caller.SpareKeyAsync(cancellationToken) is { } word)
                Keep(_keyWords, word);
            keys.AddRange(await caller.SpareKeyIdsAsync(cancellationToken));
            sessions.AddRange(await caller.SpareSessionsAsync(cancellationToken));
        }
        (_keys, _sessions) = (keys, sessions);
    }

    /// <summary>Old ones stay for a while: a spent token must open nothing.</summary>
    private static void Keep(List<Find> finds, Find find)
    {
        finds.Add(find);
        if (finds.Count > MostKept)
            finds.RemoveAt(0);
    }
}
