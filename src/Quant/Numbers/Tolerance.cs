namespace Strikeboard.Quant.Numbers;

/// <summary>
/// Comparing a computed double with a threshold. Rounding noise must not decide (0.018/0.012 is 1.4999999999999998), so the
/// threshold gives way by <see cref="Epsilon"/>. Integers, decimals and raw market quotes compare exactly and do not come here.
/// </summary>
public static class Tolerance
{
    public const double Epsilon = 1e-9;

    public static bool AtLeast(double value, double threshold) => value >= threshold - Epsilon;

    public static bool Above(double value, double threshold) => value > threshold + Epsilon;

    public static bool AtMost(double value, double threshold) => value <= threshold + Epsilon;

    public static bool Below(double value, double threshold) => value < threshold - Epsilon;
}
