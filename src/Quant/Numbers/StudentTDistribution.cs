using MathNet.Numerics.Distributions;

namespace Strikeboard.Quant.Numbers;

/// <summary>Student's t with unit scale. The upper tail is the lower tail of −x, so that small probabilities keep their digits.</summary>
public static class StudentTDistribution
{
    public static double Lower(double x, double degrees) =>
        StudentT.CDF(0, 1, Require.Positive(degrees), Require.Finite(x));

    public static double Upper(double x, double degrees) => Lower(-x, degrees);
}
