using FsCheck;
using FsCheck.Fluent;
using Strikeboard.Quant.Indicators;
using Strikeboard.Quant.Tests.Seeds;

namespace Strikeboard.Quant.Tests.Indicators;

/// <summary>Series that look like markets: walks with flat stretches and a jump now and then.</summary>
internal static class IndicatorCases
{
    public static Gen<double[]> Closes(int least, int most) =>
        from count in Gen.Choose(least, most)
        from steps in Gen.ArrayOf(
            Gen.Frequency((6, Seeded.Real(-0.02, 0.02)), (3, Gen.Constant(0.0)), (1, Seeded.Real(-0.9, 5))),
            count
        )
        select Walk(steps);

    public static Gen<Bar[]> Bars(int least, int most) =>
        from closes in Closes(least, most)
        from reaches in Gen.ArrayOf(Seeded.Real(0, 0.03), closes.Length * 2)
        from volumes in Gen.ArrayOf(Gen.Frequency((1, Gen.Constant(0)), (5, Gen.Choose(1, 100_000))), closes.Length)
        select closes.Select((c, i) => Shape(c, reaches[2 * i], reaches[(2 * i) + 1], volumes[i])).ToArray();

    public static bool AreClose(double? got, double? wanted) =>
        (got, wanted) switch
        {
            (null, null) => true,
            ({ } a, { } b) => Math.Abs(a - b) <= 1e-9 * Math.Max(1, Math.Abs(b)),
            _ => false,
        };

    private static double[] Walk(double[] steps)
    {
        var price = 50.0;
        return [.. steps.Select(step => price = Math.Clamp(price * (1 + step), 0.01, 1e6))];
    }

    private static Bar Shape(double close, double up, double down, double volume) =>
        new(close, close * (1 + up), close * (1 - down), close, volume);
}
