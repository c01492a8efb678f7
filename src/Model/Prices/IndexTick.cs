namespace Strikeboard.Model;

/// <summary>One print of a settlement index, as an entitled account sees it.</summary>
/// <param name="Index">The index's own name, such as BRTI.</param>
/// <param name="Time">The second of the print, by the index's own clock.</param>
public sealed record IndexTick(
    string Source,
    string Index,
    decimal Value,
    DateTimeOffset Time,
    DateTimeOffset ReceivedAt
)
{
    /// <summary>A print comes each second; one that is older than this is no longer what the index says.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(3);

    public bool IsFreshAt(DateTimeOffset now) => now - ReceivedAt <= Freshness && now - Time <= 2 * Freshness;
}
