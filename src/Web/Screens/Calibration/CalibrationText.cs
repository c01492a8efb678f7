using System.Globalization;
using Strikeboard.Engine.Calibration;
using Strikeboard.Web.Parts.Text;

namespace Strikeboard.Web.Screens.Calibration;

/// <summary>Figures of the calibration and what they mean: formula, window, source.</summary>
internal static class CalibrationText
{
    public const string Kept =
        "Forecasts of this checkpoint in the window, one per contract: the first cycle at most 5 s after the checkpoint.";
    public const string Settled = "Those with an outcome told by the venue, made from live, delayed or polled data.";
    public const string Events =
        "Different closing times. Contracts that close together share one path of the price and count as one.";
    public const string Waiting =
        "Without an outcome yet. Overdue: closed more than an hour ago, and the venue has not said how they ended.";
    public const string NotScored = "Settled, but made from stale or estimated data: kept, marked and left out.";

    public const string Brier = "Mean of (p − y)², y = 1 for yes and 0 for no. 0 is perfect, 0.25 is a coin.";
    public const string LogLoss = "Mean of −ln of the chance given to what came. 0 is perfect, 0.693 is a coin.";
    public const string ExpectedError =
        "ECE: distance between said and came, averaged over the ten bins by their counts.";
    public const string WorstError = "MCE: the largest distance between said and came in any bin.";
    public const string Reliability = "Σ (n/N)(said − came)² over the bins. Smaller is better calibrated.";
    public const string Resolution = "Σ (n/N)(came − base rate)² over the bins. Larger tells the cases better apart.";
    public const string Uncertainty = "Base rate × (1 − base rate): the Brier score of always saying the base rate.";
    public const string Skill = "BSS: 1 − Brier / uncertainty. 1 is perfect, 0 is no better than the base rate.";
    public const string Against =
        "1 − our Brier / the market's, on contracts quoted on both sides. Above 0 ours is the better forecast.";
    public const string Market =
        "The middle of the market's best prices, (bid + ask) / 200, taken as its chance of yes.";

    /// <summary>"0.0612", with the interval beside it where there is one.</summary>
    public static string Of(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    public static string? Range(Measured measured) =>
        measured is { Low: { } low, High: { } high } ? $"{Short(low)} to {Short(high)}" : null;

    public static string Plain(double value) => value < 0 ? "\u2212" + Of(-value) : Of(value);

    private static string Short(double value) =>
        (value < 0 ? "\u2212" : "") + Math.Abs(value).ToString("0.000", CultureInfo.InvariantCulture);

    public static string Signed(Measured measured) =>
        MoneyText.Signed(measured.Value, "0.000")
        + (
            measured is { Low: { } low, High: { } high }
                ? $" ({MoneyText.Signed(low, "0.000")} to {MoneyText.Signed(high, "0.000")})"
                : ""
        );

    public static string Bin(CalibrationBin bin) =>
        string.Create(CultureInfo.InvariantCulture, $"{bin.From * 100:0}–{bin.To * 100:0} %");

    public static string? Range(CalibrationBin bin) =>
        bin is { Low: { } low, High: { } high }
            ? string.Create(CultureInfo.InvariantCulture, $"{low * 100:0.0}–{high * 100:0.0}")
            : null;
}
