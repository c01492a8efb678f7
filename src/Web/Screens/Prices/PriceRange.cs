namespace Strikeboard.Web.Screens.Prices;

/// <summary>How far back to look, by the word that stands in the address.</summary>
public sealed record PriceRange(string Word, string Title, TimeSpan Length)
{
    public static readonly IReadOnlyList<PriceRange> All =
    [
        new("15m", "15 min", TimeSpan.FromMinutes(15)),
        new("1h", "1 h", TimeSpan.FromHours(1)),
        new("6h", "6 h", TimeSpan.FromHours(6)),
        new("24h", "24 h", TimeSpan.FromHours(24)),
        new("7d", "7 days", TimeSpan.FromDays(7)),
    ];

    /// <summary>A word that is none of ours means the shortest.</summary>
    public static PriceRange Of(string? word) =>
        All.FirstOrDefault(range => string.Equals(range.Word, word, StringComparison.OrdinalIgnoreCase)) ?? All[0];
}
