using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Equities;

/// <summary>
/// An entry with its two exits and its size. Before costs it breaks even at a hit rate of 0.9 / (1.8 + 0.9), one in three. A
/// quantity of zero means that the allocation does not pay for a single lot: no order.
/// </summary>
public readonly record struct Bracket(decimal Target, decimal Stop, decimal Quantity)
{
    public const decimal TargetFactor = 1.018m;
    public const decimal StopFactor = 0.991m;

    /// <summary>The part of equity that one position may take.</summary>
    public const decimal DefaultAllocation = 0.25m;

    // Beyond any account; it keeps the products within what a decimal holds.
    private const decimal Most = 1_000_000_000_000m;

    public bool IsOrder => Quantity > 0;

    /// <summary><paramref name="tick"/> is the step of prices and <paramref name="lot"/> the step of quantities.</summary>
    public static Bracket Around(
        decimal entry,
        decimal equity,
        decimal tick,
        decimal lot,
        decimal allocation = DefaultAllocation
    )
    {
        Require.Within(Require.Positive(entry), 0m, Most);
        Require.Within(equity, 0m, Most);
        Require.Within(Require.Positive(tick), 0m, Most);
        Require.Within(Require.Positive(lot), 0m, Most);
        Require.Within(allocation, 0m, 1m);
        return new Bracket(
            ToTick(entry * TargetFactor, tick),
            ToTick(entry * StopFactor, tick),
            WholeLots(equity * allocation, entry, lot)
        );
    }

    private static decimal ToTick(decimal price, decimal tick) =>
        Math.Round(price / tick, MidpointRounding.AwayFromZero) * tick;

    // A quotient is rounded at its last digit and may land on the next whole number: then one lot too many would be bought.
    private static decimal WholeLots(decimal budget, decimal entry, decimal lot)
    {
        var price = entry * lot;
        var lots = Math.Floor(budget / price);
        return (lots * price > budget ? lots - 1 : lots) * lot;
    }
}
