using System.Globalization;
using Strikeboard.Quant.Calibration;

namespace Strikeboard.Engine.Calibration;

/// <summary>What the figures allow to be said. Below the bar, and where an interval holds both answers, that is: nothing yet.</summary>
internal static class Verdict
{
    /// <summary>Drawn from fewer closes than this an interval is too narrow to rest a comparison on.</summary>
    public const int LeastEvents = 20;

    public static string Of(CalibrationReport? report)
    {
        var settled = report?.Count ?? 0;
        if (settled < CalibrationScores.LeastToReport)
            return Text($"not yet: {settled} of {CalibrationScores.LeastToReport} settled");
        if (report!.Events < LeastEvents)
            return Text($"{settled} settled, but at {report.Events} closes only: no comparison before {LeastEvents}");
        return report.Market?.SkillInterval switch
        {
            null => "not comparable: the market was hardly quoted",
            { Low: > 0 } => "better than the market's own price",
            { High: < 0 } => "worse than the market's own price",
            _ => "no different from the market's own price, as far as these closes can tell",
        };
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
