using MathNet.Numerics;

namespace Strikeboard.Quant.Numbers;

/// <summary>ψ(x), the derivative of ln Γ, for x &gt; 0.</summary>
public static class Digamma
{
    public static double Of(double x) => SpecialFunctions.DiGamma(Require.Positive(x));
}
