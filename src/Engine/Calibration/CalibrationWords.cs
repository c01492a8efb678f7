using Strikeboard.Model;
using Strikeboard.Quant.Calibration;

namespace Strikeboard.Engine.Calibration;

/// <summary>The study's figures as the rest of the house reads them.</summary>
internal static class CalibrationWords
{
    public static CheckpointCalibration Of(int checkpoint, ForecastCount? count, CalibrationReport? report) =>
        new()
        {
            Checkpoint = checkpoint,
            Count = count ?? new ForecastCount(checkpoint, 0, 0, 0, 0),
            Scored = report?.Count ?? 0,
            Needed = CalibrationScores.LeastToReport,
            Events = report?.Events ?? 0,
            Verdict = Verdict.Of(report),
            Ours = report is null ? null : Of(report.Ours),
            Market = report?.Market is { } there ? Of(there.Market) : null,
            OursWhereQuoted = report?.Market is { } quoted ? Of(quoted.Ours) : null,
            SkillAgainstMarket = report?.Market is { SkillAgainst: { } skill } market
                ? Of(skill, market.SkillInterval)
                : null,
        };

    private static ForecasterScores Of(JudgedForecasts judged)
    {
        var (scores, intervals) = (judged.Scores, judged.Intervals);
        return new ForecasterScores
        {
            Count = scores.Count,
            Brier = Of(scores.Brier, intervals?.Brier),
            LogLoss = Of(scores.LogLoss, intervals?.LogLoss),
            ExpectedError = Of(scores.ExpectedError, intervals?.ExpectedError),
            WorstError = Of(scores.WorstError, intervals?.WorstError),
            Reliability = scores.Reliability,
            Resolution = scores.Resolution,
            Uncertainty = scores.Uncertainty,
            Skill = scores.Skill is { } skill ? Of(skill, intervals?.Skill) : null,
            Bins = [.. scores.Bins.Select((bin, place) => Of(bin, intervals?.Bins[place]))],
        };
    }

    private static CalibrationBin Of(ReliabilityBin bin, Interval? interval) =>
        new(
            bin.Index,
            bin.Index / (double)CalibrationScores.DefaultBins,
            (bin.Index + 1) / (double)CalibrationScores.DefaultBins,
            bin.Count,
            bin.Confidence,
            bin.Accuracy,
            interval?.Low,
            interval?.High
        );

    private static Measured Of(double value, Interval? interval) => new(value, interval?.Low, interval?.High);
}
