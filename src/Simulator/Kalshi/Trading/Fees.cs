namespace Strikeboard.Simulator.Kalshi.Trading;

/// <param name="Cash">Change of the account's balance, fee included.</param>
internal readonly record struct Charge(decimal Fee, decimal Cash, decimal RoundingHeld);

/// <summary>
/// The venue's quadratic fee and its three roundings: the fee up to a hundredth of a cent, the balance down to the account's
/// precision with the difference charged, and whole cents of that difference given back once an order has gathered more than one.
/// </summary>
internal sealed class Fees(SimulatorOptions options)
{
    private const decimal FeeStep = 0.0001m;
    private const decimal Cent = 0.01m;

    public decimal Trade(long count, int cents, bool taker) =>
        Units.CeilingTo(
            (taker ? options.KalshiTakerFee : options.KalshiMakerFee)
                * Units.Contracts(count)
                * Units.Dollars(cents)
                * (1 - Units.Dollars(cents)),
            FeeStep
        );

    public Charge Of(decimal gross, long count, int cents, bool taker, decimal roundingHeld)
    {
        var fee = Trade(count, cents, taker);
        var change = Units.FloorTo(gross - fee, options.KalshiBalancePrecision);
        var rounding = gross - fee - change;
        var held = roundingHeld + rounding;
        var back = held > Cent ? Math.Min(Units.FloorTo(held, Cent), Units.FloorTo(fee + rounding, Cent)) : 0;
        return new Charge(fee + rounding - back, change + back, held - back);
    }

    /// <summary>The most a purchase can take from the balance.</summary>
    public decimal Worst(decimal cost, long count, int cents, bool taker) =>
        Units.CeilingTo(cost + Trade(count, cents, taker), options.KalshiBalancePrecision);
}
