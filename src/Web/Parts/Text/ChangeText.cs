using System.Globalization;

namespace Strikeboard.Web.Parts.Text;

/// <summary>A change in percent, told by arrow, sign and colour alike.</summary>
public readonly record struct ChangeText(string Text, string Icon, string Class)
{
    private const double Nothing = 0.0005;

    public static readonly ChangeText Unknown = new(MoneyText.None, "flat", "muted");

    /// <param name="percent">In percent, as the price step gives it: 0.12 is 0.12 %.</param>
    public static ChangeText Of(double? percent) =>
        percent switch
        {
            null => Unknown,
            > Nothing => new(Show(percent.Value), "up", "up"),
            < -Nothing => new(Show(percent.Value), "down", "down"),
            _ => new(0.ToString("0.000", CultureInfo.InvariantCulture) + " %", "flat", "muted"),
        };

    private static string Show(double percent) =>
        MoneyText.Signed(
            percent,
            Math.Abs(percent) >= 10 ? "0.0"
                : Math.Abs(percent) >= 1 ? "0.00"
                : "0.000"
        ) + " %";
}
