using System.Collections.Immutable;
using System.Globalization;
using Strikeboard.Engine.Calibration;
using Strikeboard.Web.Parts.Charts;
using Strikeboard.Web.Parts.Text;

namespace Strikeboard.Web.Screens.Calibration;

/// <summary>The reliability diagram: what came over what was said, ours and the market's, and the line on which both are one.</summary>
internal static class ReliabilityChart
{
    public static ChartModel Of(CheckpointCalibration shown) =>
        new()
        {
            Title = string.Create(
                CultureInfo.InvariantCulture,
                $"Reliability {shown.Checkpoint / 60} min before the close"
            ),
            X = Percent("Said"),
            Y = Percent("Came"),
            Series =
            [
                new ChartSeries("Ours", Points(shown.Ours)) { Kind = ChartKind.Scatter, Tone = ChartTone.Accent },
                new ChartSeries("Market's price", Points(shown.Market))
                {
                    Kind = ChartKind.Scatter,
                    Tone = ChartTone.Warn,
                },
                new ChartSeries("Perfect", [new ChartPoint(0, 0), new ChartPoint(100, 100)])
                {
                    Tone = ChartTone.Muted,
                    Thin = true,
                },
            ],
            Summary = Summary(shown),
            Nothing = "No contract has settled yet.",
        };

    private static ChartAxis Percent(string name) =>
        new(name)
        {
            After = " %",
            Decimals = 1,
            Min = 0,
            Max = 100,
        };

    private static ImmutableArray<ChartPoint> Points(ForecasterScores? scores) =>
        scores is null
            ? []
            :
            [
                .. scores.Bins.Select(bin => new ChartPoint(bin.Said * 100, bin.Came * 100)
                {
                    Low = bin.Low * 100,
                    High = bin.High * 100,
                    Note = string.Create(CultureInfo.InvariantCulture, $"n = {bin.Count}"),
                }),
            ];

    private static string Summary(CheckpointCalibration shown)
    {
        if (shown.Ours is not { } ours)
            return "No contract has settled yet.";
        var worst = ours.Bins.MaxBy(bin => Math.Abs(bin.Came - bin.Said))!;
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{ours.Count} forecasts of {shown.Events} closes. Ours: said and came differ by {OddsText.Percent(ours.ExpectedError.Value)} on average, most where {OddsText.Percent(worst.Said)} was said and {OddsText.Percent(worst.Came)} came ({worst.Count} forecasts)."
        );
        return shown.Market is { } market
            ? $"{text} The market's own price: {OddsText.Percent(market.ExpectedError.Value)} on average, over {MoneyText.Count(market.Count)} quoted contracts."
            : text;
    }
}
