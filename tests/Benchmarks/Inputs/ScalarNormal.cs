namespace Strikeboard.Benchmarks.Inputs;

/// <summary>The other side of the columns: the normal's tail one value at a time, by the well-known fit of Hart (absolute error below 1e-15).</summary>
internal static class ScalarNormal
{
    private const double RootTwoPi = 2.506628274631000502;

    public static double Upper(double z)
    {
        var x = Math.Abs(z);
        var tail = x > 37 ? 0 : Math.Exp(-x * x / 2) * (x < 7.07106781186547 ? Near(x) : Far(x));
        return z < 0 ? 1 - tail : tail;
    }

    private static double Near(double x)
    {
        var over = (0.3526249659989109e-1 * x) + 0.7003830644436881;
        over = (over * x) + 6.373962203531650;
        over = (over * x) + 33.91286607838300;
        over = (over * x) + 112.0792914978709;
        over = (over * x) + 221.2135961699311;
        over = (over * x) + 220.2068679123761;
        var under = (0.8838834764831844e-1 * x) + 1.755667163182642;
        under = (under * x) + 16.06417757920695;
        under = (under * x) + 86.78073220294608;
        under = (under * x) + 296.5642487796737;
        under = (under * x) + 637.3336333788311;
        under = (under * x) + 793.8265125199484;
        under = (under * x) + 440.4137358247522;
        return over / under;
    }

    private static double Far(double x) => 1 / (x + (1 / (x + (2 / (x + (3 / (x + (4 / (x + 0.65))))))))) / RootTwoPi;
}
