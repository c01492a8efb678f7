using System.Globalization;

namespace Strikeboard.Web.Parts.Text;

/// <summary>Chances and shares. The tails are named, never rounded to certainty.</summary>
public static class OddsText
{
    private const double Least = 0.001;

    public static string Chance(double chance) =>
        chance < Least ? "<0.1 %"
        : chance > 1 - Least ? ">99.9 %"
        : Percent(chance);

    public static string Percent(double fraction) =>
        (fraction * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary>A success rate must not say 100 % while one of ten thousand has failed.</summary>
    public static string Rate(double? fraction) =>
        fraction switch
        {
            null => MoneyText.None,
            1 => "100 %",
            > 0.999 => (Math.Floor(fraction.Value * 10_000) / 100).ToString("0.00", CultureInfo.InvariantCulture)
                + " %",
            _ => Percent(fraction.Value),
        };

    public static string Sigma(double? sigmas) =>
        sigmas is { } value ? MoneyText.Signed(value, "0.00") : MoneyText.None;
}
