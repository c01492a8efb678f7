using Strikeboard.Engine;
using Strikeboard.Engine.Calibration;
using Strikeboard.Model;

namespace Strikeboard.Web.Tests.Calibration;

/// <summary>Answers what the test says, and remembers what it was asked.</summary>
internal sealed class FakeCalibration : ICalibrationReader
{
    public Func<ForecastFilter, CalibrationAnswer> Answer { get; set; } = _ => CalibrationSamples.Answer();

    public List<ForecastFilter> Asked { get; } = [];

    public Task<CalibrationAnswer> ReadAsync(ForecastFilter filter, CancellationToken cancellationToken)
    {
        Asked.Add(filter);
        return Task.FromResult(Answer(filter));
    }

    public Task<Page<ForecastEntry>> ListAsync(
        ForecastFilter filter,
        PageRequest page,
        CancellationToken cancellationToken
    )
    {
        Asked.Add(filter);
        return Task.FromResult(new Page<ForecastEntry>([CalibrationSamples.Entry], 1, null));
    }
}

internal static class CalibrationSamples
{
    public static readonly DateTimeOffset Noon = new(2026, 9, 9, 12, 0, 0, TimeSpan.Zero);

    public static ForecastEntry Entry =>
        new(
            7,
            new Forecast
            {
                Ticker = "KXBTCD-1-T84000",
                Checkpoint = 300,
                Symbol = new Symbol("BTC"),
                Series = "KXBTCD",
                EventTicker = "KXBTCD-1",
                CloseTime = Noon,
                At = Noon.AddMinutes(-5),
                CycleId = 3,
                PYes = 0.6,
                Quality = Quality.Live,
                YesBid = 50,
                YesAsk = 52.5m,
                QuoteQuality = Quality.Live,
            },
            Side.Yes,
            84_001m,
            Noon.AddSeconds(3),
            true
        );

    public static CalibrationAnswer Answer(params CheckpointCalibration[] known) =>
        new(
            Noon,
            Noon.AddDays(-30),
            Noon,
            [
                .. Checkpoints.Seconds.Select(seconds =>
                    known.FirstOrDefault(one => one.Checkpoint == seconds) ?? Of(seconds, 0)
                ),
            ]
        );

    public static CheckpointCalibration Of(int checkpoint, int scored, int waiting = 0, int kept = 0) =>
        new()
        {
            Checkpoint = checkpoint,
            Count = new ForecastCount(checkpoint, Math.Max(kept, scored + waiting), waiting, 0, 0),
            Scored = scored,
            Needed = 200,
            Events = scored / 50,
            Verdict = scored < 200 ? $"not yet: {scored} of 200 settled" : "better than the market's own price",
            Ours = scored == 0 ? null : Scores(scored, 0.061),
            Market = scored == 0 ? null : Scores(scored - 10, 0.07),
            OursWhereQuoted = scored == 0 ? null : Scores(scored - 10, 0.062),
            SkillAgainstMarket = scored == 0 ? null : new Measured(0.114, 0.02, 0.19),
        };

    private static ForecasterScores Scores(int count, double brier) =>
        new()
        {
            Count = count,
            Brier = new Measured(brier, brier - 0.01, brier + 0.01),
            LogLoss = new Measured(0.2, 0.18, 0.22),
            ExpectedError = new Measured(0.03, 0.02, 0.05),
            WorstError = new Measured(0.1, 0.05, 0.2),
            Reliability = 0.002,
            Resolution = 0.1,
            Uncertainty = 0.2,
            Skill = new Measured(0.7, 0.6, 0.75),
            Bins =
            [
                new CalibrationBin(0, 0, 0.1, count - 20, 0.02, 0.031, 0.01, 0.05),
                new CalibrationBin(7, 0.7, 0.8, 20, 0.75, 0.65, 0.5, 0.8),
            ],
        };
}
