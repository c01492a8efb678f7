using Strikeboard.Model;

namespace Strikeboard.Web.Parts.Text;

/// <summary>What a contract asks, as short as it can be said.</summary>
public static class StrikeText
{
    public static string Of(StrikeRow row) =>
        row.StrikeType switch
        {
            StrikeType.Between when row is { FloorStrike: { } floor, CapStrike: { } cap } =>
                $"{MoneyText.Strike(floor)} – {MoneyText.Strike(cap)}",
            StrikeType.Less => $"< {MoneyText.Strike(row.Strike)}",
            StrikeType.LessOrEqual => $"≤ {MoneyText.Strike(row.Strike)}",
            // "Above 83,999.99" is listed by the venue as "84,000 or above".
            StrikeType.Greater when row.FloorStrike is { } floor && floor != row.Strike =>
                $"≥ {MoneyText.Strike(row.Strike)}",
            StrikeType.Greater => $"> {MoneyText.Strike(row.Strike)}",
            _ => $"≥ {MoneyText.Strike(row.Strike)}",
        };

    public static string Spoken(Side side) => side == Side.Yes ? "YES" : "NO";
}
