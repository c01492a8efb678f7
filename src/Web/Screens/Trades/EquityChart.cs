using Strikeboard.Engine.Trading.Reading;
using Strikeboard.Web.Parts.Charts;
using Strikeboard.Web.Parts.Text;

namespace Strikeboard.Web.Screens.Trades;

/// <summary>What all trades up to a moment brought: a line of steps, for nothing is known in between.</summary>
internal static class EquityChart
{
    public static ChartModel Of(TradeTotals totals) =>
        new()
        {
            Title = "Net result of closed positions",
            X = ChartAxis.Time(),
            Y = new ChartAxis("Net") { Before = "$", FromZero = true },
            Series =
            [
                new ChartSeries("Net", [.. totals.Curve.Select(point => ChartPoint.At(point.At, point.Net))])
                {
                    Steps = true,
                    Tone = ChartTone.Accent,
                },
            ],
            Summary =
                totals.Curve.Count == 0
                    ? null
                    : $"{MoneyText.Count(totals.All.Trades)} trades brought {MoneyText.Gain(totals.All.Net)} after fees; the lowest point was {MoneyText.Gain(totals.Curve.Min(point => point.Net))}, the highest {MoneyText.Gain(totals.Curve.Max(point => point.Net))}.",
            Nothing = "No position has been closed yet.",
        };
}
