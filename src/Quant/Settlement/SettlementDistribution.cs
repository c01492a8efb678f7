using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Settlement;

/// <summary>
/// The shape of the settlement average around its mean: normal, or Student-t rescaled to the same variance (fatter far out,
/// narrower near by). The default value is the normal.
/// </summary>
public readonly record struct SettlementDistribution
{
    private readonly double _degrees;
    private readonly double _scale;

    private SettlementDistribution(double degrees) =>
        (_degrees, _scale) = (degrees, Math.Sqrt(degrees / (degrees - 2)));

    public static SettlementDistribution Normal => default;

    public bool IsNormal => _degrees == 0;

    /// <summary>Degrees of freedom above 2, so that there is a variance to match. 5 is the usual choice.</summary>
    public static SettlementDistribution StudentT(double degrees = 5)
    {
        if (!(double.IsFinite(degrees) && degrees > 2))
        {
            throw new InvalidInputException("Student-t needs more than two degrees of freedom.", nameof(degrees));
        }

        return new SettlementDistribution(degrees);
    }

    /// <summary>P(standardised value &gt; z).</summary>
    public double Upper(double z) =>
        _degrees > 0 ? StudentTDistribution.Upper(z * _scale, _degrees) : NormalDistribution.Upper(z);

    /// <summary>P(standardised value ≤ z).</summary>
    public double Lower(double z) => Upper(-z);
}
