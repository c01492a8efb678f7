using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Indicators;

/// <summary>One bar of a trading day. Bars come in order and without gaps; each indicator refuses one that cannot be.</summary>
public readonly record struct Bar(double Open, double High, double Low, double Close, double Volume)
{
    /// <summary>(H + L + C) / 3.</summary>
    public double Typical => (High + Low + Close) / 3;

    /// <summary>The range of the bar together with the jump from the close before it.</summary>
    public double TrueRange(double previousClose) =>
        Math.Max(High - Low, Math.Max(Math.Abs(High - previousClose), Math.Abs(Low - previousClose)));

    internal static void Check(in Bar bar)
    {
        // One pass for the bars that are fine, which all are; no comparison with NaN is true.
        var isFine =
            bar.Low > 0
            && bar.High < double.PositiveInfinity
            && bar.Open >= bar.Low
            && bar.Open <= bar.High
            && bar.Close >= bar.Low
            && bar.Close <= bar.High
            && bar.Volume >= 0
            && bar.Volume < double.PositiveInfinity;
        if (!isFine)
        {
            Refuse(bar);
        }
    }

    private static void Refuse(in Bar bar)
    {
        Require.Positive(bar.Low);
        Require.Positive(bar.High);
        if (!(bar.Low <= bar.High))
        {
            throw new InvalidInputException("The low of a bar lies above its high.", nameof(bar));
        }

        Require.Within(bar.Open, bar.Low, bar.High);
        Require.Within(bar.Close, bar.Low, bar.High);
        Require.NotNegative(bar.Volume);
    }
}
