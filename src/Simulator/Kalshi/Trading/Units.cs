using System.Globalization;

namespace Strikeboard.Simulator.Kalshi.Trading;

/// <summary>Between the whole numbers of the book and the fixed-point strings of the wire.</summary>
internal static class Units
{
    private const decimal MostContracts = 10_000_000m;

    public static decimal Contracts(long hundredths) => hundredths / 100m;

    public static decimal Dollars(int cents) => cents / 100m;

    public static long Hundredths(decimal contracts) => (long)(contracts * 100);

    public static int Cents(decimal dollars) => (int)(dollars * 100);

    /// <summary>Null where it is no number of contracts: not above nothing, finer than a hundredth, or absurd.</summary>
    public static long? Count(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var contracts)
        && contracts is > 0 and <= MostContracts
        && decimal.IsInteger(contracts * 100)
            ? Hundredths(contracts)
            : null;

    /// <summary>Null off the grid of whole cents between 0.01 and 0.99.</summary>
    public static int? Price(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var dollars)
        && dollars is >= 0.01m and <= 0.99m
        && decimal.IsInteger(dollars * 100)
            ? Cents(dollars)
            : null;

    public static decimal FloorTo(decimal value, decimal step) => Math.Floor(value / step) * step;

    public static decimal CeilingTo(decimal value, decimal step) => Math.Ceiling(value / step) * step;
}
