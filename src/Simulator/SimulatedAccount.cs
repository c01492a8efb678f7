namespace Strikeboard.Simulator;

/// <summary>An owner of a Kalshi key, and the dollars it begins with on each exchange shard (crypto trades on 2).</summary>
public sealed record SimulatedAccount(string Name, IReadOnlyDictionary<int, decimal> Cash)
{
    public const string Demo = "demo";
    public const string Second = "second";

    public static IReadOnlyList<SimulatedAccount> Usual { get; } =
    [
        new(Demo, new Dictionary<int, decimal> { [0] = 1_000, [2] = 10_000 }),
        new(Second, new Dictionary<int, decimal> { [0] = 1_000, [2] = 10_000 }),
    ];
}
