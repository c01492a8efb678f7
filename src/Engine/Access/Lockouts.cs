namespace Strikeboard.Engine.Access;

/// <summary>
/// Five wrong passwords close a name for five minutes, but only from the address they came from: a stranger cannot lock
/// the operator out. Unknown names are treated alike, so a lock tells nothing. Kept in memory: a restart forgives.
/// </summary>
public sealed class Lockouts(TimeProvider time)
{
    public const int MostFailures = 5;
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(5);
    internal const int MostPairs = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Name, string Address), Count> _pairs = [];

    /// <summary>How long the pair stays closed; null when it may try.</summary>
    public TimeSpan? Remaining(string name, string address)
    {
        lock (_gate)
        {
            if (!_pairs.TryGetValue((name, address), out var count) || count.Failures < MostFailures)
                return null;
            var left = count.Until - time.GetUtcNow();
            return left > TimeSpan.Zero ? left : null;
        }
    }

    public void Failed(string name, string address)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var before = _pairs.TryGetValue((name, address), out var count) && count.Until > now ? count.Failures : 0;
            if (_pairs.Count >= MostPairs)
                MakeRoom(now);
            _pairs[(name, address)] = new Count(before + 1, now + Length);
        }
    }

    public void Succeeded(string name, string address)
    {
        lock (_gate)
            _pairs.Remove((name, address));
    }

    /// <summary>From how many addresses the name is closed now.</summary>
    public int ClosedFor(string name)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            return _pairs.Count(pair =>
                pair.Key.Name == name && pair.Value.Failures >= MostFailures && pair.Value.Until > now
            );
        }
    }

    /// <summary>Opens the name again for every address.</summary>
    public void Forgive(string name)
    {
        lock (_gate)
        {
            foreach (var pair in _pairs.Keys.Where(pair => pair.Name == name).ToList())
                _pairs.Remove(pair);
        }
    }

    private void MakeRoom(DateTimeOffset now)
    {
        foreach (var over in _pairs.Where(pair => pair.Value.Until <= now).Select(pair => pair.Key).ToList())
            _pairs.Remove(over);
        if (_pairs.Count >= MostPairs)
            _pairs.Remove(_pairs.MinBy(pair => pair.Value.Until).Key);
    }

    private readonly record struct Count(int Failures, DateTimeOffset Until);
}
