namespace Strikeboard.Faults.Scenarios;

/// <summary>A trouble of a venue, and what may be expected of it.</summary>
/// <param name="Kinds">Raised together, such as a dead stream and a dead REST interface.</param>
/// <param name="Silences">No frame can arrive while it lasts, so it must be named.</param>
public sealed record VenueFault(string Venue, IReadOnlyList<string> Kinds, bool Silences)
{
    public string Name => $"{Venue} {string.Join('+', Kinds)}";

    /// <summary>How long the watcher waits for a word; a frozen product on a living stream takes long to tell from a quiet one.</summary>
    public TimeSpan NameLimit { get; init; } = TimeSpan.FromSeconds(Kinds.Contains("freeze") ? 45 : 12);

    /// <summary>What of a symbol hangs on this venue.</summary>
    public string Shows => Venue == "coinbase" ? "price" : "strikes";

    public static IReadOnlyList<VenueFault> All { get; } =
    [.. Of("coinbase"), .. Of("kalshi"), new("kalshi", ["unauthorized", "drop"], Silences: true)];

    private static IEnumerable<VenueFault> Of(string venue) =>
        [
            new(venue, ["drop"], Silences: true),
            new(venue, ["mute"], Silences: true),
            new(venue, ["freeze"], Silences: false),
            new(venue, ["gap"], Silences: false),
            new(venue, ["malformed"], Silences: false),
            new(venue, ["rest5xx"], Silences: false),
            new(venue, ["rest429"], Silences: false),
            new(venue, ["slow"], Silences: false),
            new(venue, ["down"], Silences: true),
            new(venue, ["mute", "rest5xx"], Silences: true),
            new(venue, ["mute", "slow"], Silences: true),
        ];
}
