namespace Strikeboard.Simulator.Kalshi;

/// <summary>One key for each account. In memory a pair is made when it is first asked for: making one takes a while.</summary>
internal sealed class KalshiKeys
{
    private readonly Dictionary<string, Lazy<KalshiKey>> keys = new(StringComparer.Ordinal);

    public KalshiKeys(string? folder, IReadOnlyList<SimulatedAccount> accounts)
    {
        Names = [.. accounts.Select(a => a.Name)];
        foreach (var name in Names)
        {
            // The first account's files keep the names they have always had.
            var prefix = name == Names[0] ? "kalshi" : $"kalshi-{name}";
            keys[name] = new Lazy<KalshiKey>(() => KalshiKey.LoadOrCreate(folder, prefix));
            if (folder is not null || name == Names[0])
            {
                _ = keys[name].Value;
            }
        }
    }

    public IReadOnlyList<string> Names { get; }

    public KalshiKey Of(string account) => keys[account].Value;

    /// <summary>Null for an id that no key has; a key that was never asked for cannot have signed anything.</summary>
    public string? OwnerOf(string? id)
    {
        foreach (var (name, key) in keys)
        {
            if (key.IsValueCreated && string.Equals(key.Value.Id, id, StringComparison.Ordinal))
            {
                return name;
            }
        }
        return null;
    }
}
