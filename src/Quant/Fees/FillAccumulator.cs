using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Fees;

/// <summary>What one fill does to the balance. Dollars.</summary>
public readonly record struct FillBooking(
    decimal TradeFee,
    decimal RoundingFee,
    decimal Rebate,
    decimal NetFee,
    decimal BalanceChange
);

/// <summary>
/// The rounding that an order's fills have paid so far. One per order, passed from fill to fill: each fill is booked to the
/// account's precision, and what rounding took beyond a cent comes back as a rebate.
/// </summary>
public readonly record struct FillAccumulator(decimal Amount)
{
    private const decimal FeeStep = 0.0001m;
    private const decimal RebateStep = 0.01m;

    /// <summary>A retail account books whole cents; a direct member 0.0001.</summary>
    public const decimal DefaultPrecision = 0.01m;

    /// <summary><paramref name="revenue"/> is negative for buys; <paramref name="rawFee"/> is the fee before rounding.</summary>
    public FillAccumulator Book(
        decimal revenue,
        decimal rawFee,
        out FillBooking booking,
        decimal precision = DefaultPrecision
    )
    {
        Require.Within(rawFee, 0m, decimal.MaxValue);
        Require.Within(precision, 0.0000001m, 1m);
        var tradeFee = Math.Ceiling(rawFee / FeeStep) * FeeStep;
        var change = revenue - tradeFee;
        var booked = Math.Floor(change / precision) * precision;
        var rounding = change - booked;
        var amount = Amount + rounding;
        var rebate = amount > RebateStep ? RebateStep : 0m;
        booking = new FillBooking(tradeFee, rounding, rebate, tradeFee + rounding - rebate, booked);
        return new FillAccumulator(amount - rebate);
    }
}
