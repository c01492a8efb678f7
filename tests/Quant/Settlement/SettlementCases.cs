using FsCheck;
using FsCheck.Fluent;
using Strikeboard.Quant.Settlement;
using Strikeboard.Quant.Tests.Seeds;

namespace Strikeboard.Quant.Tests.Settlement;

/// <summary>A moment of a market, before or inside its window, with a sum of known ticks that fits it.</summary>
internal sealed record SettlementCase(SettlementInput Input, SettlementDistribution Distribution)
{
    public SettlementMoments Moments => SettlementModel.Moments(Input);

    public override string ToString() => $"{Input} {Distribution}";
}

internal static class SettlementCases
{
    public static Gen<SettlementCase> Any { get; } = Between(0.01, 4000);

    public static Gen<SettlementCase> Between(double leastSeconds, double mostSeconds) =>
        from spot in Seeded.Real(100, 200_000)
        from annual in Seeded.Real(0.1, 4)
        from seconds in Gen.OneOf(
            Seeded.Real(leastSeconds, mostSeconds),
            Seeded.Real(leastSeconds, Math.Min(mostSeconds, 65))
        )
        from knownShift in Seeded.Real(-0.001, 0.001)
        from degrees in Seeded.Real(2.1, 30)
        from isNormal in Gen.Elements(true, false)
        select new SettlementCase(
            Input(spot, annual / Math.Sqrt(31_536_000), seconds, knownShift),
            isNormal ? SettlementDistribution.Normal : SettlementDistribution.StudentT(degrees)
        );

    public static SettlementInput Input(double spot, double sigma, double seconds, double knownShift = 0)
    {
        var known = SettlementModel.WindowTicks - (int)Math.Min(60, Math.Ceiling(seconds - 1e-9));
        return new SettlementInput
        {
            Spot = spot,
            SigmaPerSecond = sigma,
            TimeToCloseSeconds = seconds,
            ObservedSum = (decimal)(known * spot * (1 + knownShift)),
        };
    }
}
