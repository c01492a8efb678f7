using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Strikeboard.Quant.Numbers;

/// <summary>The standard normal. Both tails come straight from erfc: forming one as 1 − the other loses all digits far out.</summary>
public static class NormalDistribution
{
    private const double InverseRootTwo = 0.70710678118654752440;

    /// <summary>P(Z ≤ x).</summary>
    public static double Lower(double x) => 0.5 * SpecialFunctions.Erfc(-Require.Finite(x) * InverseRootTwo);

    /// <summary>P(Z &gt; x).</summary>
    public static double Upper(double x) => 0.5 * SpecialFunctions.Erfc(Require.Finite(x) * InverseRootTwo);

    /// <summary>The x with P(Z ≤ x) = p, for 0 &lt; p &lt; 1.</summary>
    public static double Inverse(double p)
    {
        if (!(p > 0 && p < 1))
        {
            throw new InvalidInputException("p must lie strictly between 0 and 1.", nameof(p));
        }

        return Normal.InvCDF(0, 1, p);
    }
}
