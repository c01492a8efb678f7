using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Fees;

/// <summary>How a series charges resting orders.</summary>
public enum FeeKind
{
    Quadratic,
    QuadraticWithMakerFees,
    ComboWithMakerFees,
}

/// <summary>
/// The fee of an order in dollars: rate · multiplier · C · P · (1 − P), rounded up to the cent. In decimal throughout: a double
/// lands a hair above a whole cent often enough to charge one too many.
/// </summary>
public static class TradingFee
{
    public const decimal TakerRate = 0.07m;

    public static decimal MakerRate(FeeKind kind) =>
        kind switch
        {
            FeeKind.QuadraticWithMakerFees => 0.0175m,
            FeeKind.ComboWithMakerFees => 0.035m,
            _ => 0m,
        };

    /// <summary><paramref name="price"/> in dollars, 0 to 1.</summary>
    public static decimal ForOrder(
        decimal contracts,
        decimal price,
        decimal rate = TakerRate,
        decimal multiplier = 1m
    ) => Math.Ceiling(Raw(contracts, price, rate, multiplier) * 100m) / 100m;

    /// <summary>The fee before any rounding, as fills accumulate it.</summary>
    public static decimal Raw(decimal contracts, decimal price, decimal rate = TakerRate, decimal multiplier = 1m)
    {
        Require.Within(contracts, 0m, decimal.MaxValue);
        Require.Within(price, 0m, 1m);
        Require.Within(rate, 0m, 1m);
        Require.Within(multiplier, 0m, decimal.MaxValue);
        return rate * multiplier * contracts * price * (1m - price);
    }
}
