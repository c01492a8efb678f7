using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Equities;

/// <summary>
/// How far a stock stands from its last official close before the opening, in percent. Both prices are split-adjusted: the last
/// trade between 04:00 and 09:30 in New York (the opening print after that), and the close of regular hours.
/// </summary>
public readonly record struct OpeningGap(decimal Percent)
{
    public const decimal GapAndGoPercent = 5m;

    public bool IsGapAndGo => Percent >= GapAndGoPercent;

    public static OpeningGap Of(decimal premarket, decimal previousClose) =>
        new(100m * ((Require.Positive(premarket) / Require.Positive(previousClose)) - 1m));
}
