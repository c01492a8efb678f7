using System.Globalization;

namespace Strikeboard.Web.Parts.Text;

/// <summary>Amounts as people read them; a missing one is a dash, never a zero.</summary>
public static class MoneyText
{
    public const string None = "–";
    private const char Minus = '\u2212';

    /// <summary>A price in dollars, with as many decimals as its size deserves.</summary>
    public static string Price(decimal? dollars) =>
        dollars switch
        {
            null => None,
            var d when Math.Abs(d.Value) >= 10m => d.Value.ToString("$#,0.00", CultureInfo.InvariantCulture),
            var d when Math.Abs(d.Value) >= 0.1m => d.Value.ToString("$0.0000", CultureInfo.InvariantCulture),
            var d => d.Value.ToString("$0.00000000", CultureInfo.InvariantCulture),
        };

    /// <summary>An amount to the cent.</summary>
    public static string Dollars(decimal? dollars) =>
        dollars is { } value
            ? (Math.Round(value, 2) < 0 ? $"{Minus}" : "")
                + Math.Abs(value).ToString("$#,0.00", CultureInfo.InvariantCulture)
            : None;

    /// <summary>A gain or a loss to the cent: the sign is always there.</summary>
    public static string Gain(decimal? dollars) =>
        dollars is { } value ? (Math.Round(value, 2) > 0 ? "+" : "") + Dollars(value) : None;

    /// <summary>A strike: no decimals where there are none.</summary>
    public static string Strike(decimal dollars) => dollars.ToString("#,0.####", CultureInfo.InvariantCulture);

    /// <summary>A contract price in cents, without the sign; the heading names the unit.</summary>
    public static string Cents(decimal? cents) =>
        cents is { } value ? value.ToString("0.##", CultureInfo.InvariantCulture) : None;

    /// <summary>An edge in cents: the sign is always there.</summary>
    public static string SignedCents(double? cents) => cents is { } value ? Signed(value, "0.0") : None;

    public static string SignedDollars(double dollars) => Signed(dollars, Math.Abs(dollars) >= 1000 ? "#,0" : "#,0.00");

    public static string Signed(double value, string format)
    {
        var size = Math.Abs(value).ToString(format, CultureInfo.InvariantCulture);
        var isZero = size.All(c => c is '0' or '.' or ',');
        return isZero ? size : (value < 0 ? Minus : '+') + size;
    }

    public static string Count(decimal count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
