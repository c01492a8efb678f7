using Strikeboard.Quant.Calibration;

namespace Strikeboard.Vectors.Sections;

/// <summary>Section 4: calibration of probabilities.</summary>
internal static class CalibrationSection
{
    public static void Register(IDictionary<string, VectorAdapter> adapters) => adapters.Add("calib.scores", Scores);

    private static VectorOutput Scores(VectorInputs inputs)
    {
        var outcomes = inputs.Doubles("y").Select(outcome => outcome == 1).ToArray();
        var bins = inputs.Int("bins", CalibrationScores.DefaultBins);
        var scores = CalibrationScores.Compute(inputs.Doubles("p"), outcomes, bins);
        return new()
        {
            ["brier"] = scores.Brier,
            ["log_loss"] = scores.LogLoss,
            ["ece"] = scores.ExpectedError,
            ["mce"] = scores.WorstError,
            ["reliability"] = scores.Reliability,
            ["resolution"] = scores.Resolution,
            ["uncertainty"] = scores.Uncertainty,
            ["bss"] = scores.Skill,
            ["bins"] = scores
                .Bins.Select(bin => new object[] { bin.Index, bin.Count, bin.Confidence, bin.Accuracy })
                .ToList(),
        };
    }
}
