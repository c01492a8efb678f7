using Strikeboard.Quant.Calibration;
using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Tests.Calibration;

public sealed class CalibrationStudyTests
{
    [Fact]
    public void Judge_ForecastsGatheredByHour_ScoreAsOneList()
    {
        var draws = Draws(hours: 12, perHour: 20).ToList();

        var report = Study(draws).Judge()!;

        var plain = CalibrationScores.Compute([.. draws.Select(d => d.Ours)], [.. draws.Select(d => d.Came)]);
        Assert.Equal((240, 12), (report.Count, report.Events));
        Assert.Equal(plain.Brier, report.Ours.Scores.Brier, 12);
        Assert.Equal(plain.LogLoss, report.Ours.Scores.LogLoss, 12);
        Assert.Equal(plain.ExpectedError, report.Ours.Scores.ExpectedError, 12);
        Assert.False(report.IsProvisional);
    }

    [Fact]
    public void Judge_TheSameForecasts_GiveTheSameIntervalsWhateverTheirOrder()
    {
        var draws = Draws(hours: 8, perHour: 10).ToList();

        var once = Study(draws).Judge(200)!;
        var again = Study(Enumerable.Reverse(draws)).Judge(200)!;

        Assert.Equal(once.Ours.Intervals!.Brier.Low, again.Ours.Intervals!.Brier.Low, 12);
        Assert.Equal(once.Market!.SkillInterval!.Value.High, again.Market!.SkillInterval!.Value.High, 12);
        Assert.NotEqual(once.Ours.Intervals.Brier, Study(draws).Judge(200, seed: 5)!.Ours.Intervals!.Brier);
    }

    [Fact]
    public void Judge_Intervals_HoldTheirFigures()
    {
        var report = Study(Draws(hours: 40, perHour: 20)).Judge()!;

        var (scores, intervals) = (report.Ours.Scores, report.Ours.Intervals!);
        Assert.InRange(scores.Brier, intervals.Brier.Low, intervals.Brier.High);
        Assert.InRange(scores.LogLoss, intervals.LogLoss.Low, intervals.LogLoss.High);
        Assert.InRange(scores.Skill!.Value, intervals.Skill!.Value.Low, intervals.Skill.Value.High);
        Assert.Equal(scores.Bins.Count, intervals.Bins.Count);
        Assert.All(scores.Bins.Zip(intervals.Bins), pair => AssertHolds(pair.Second!.Value, pair.First.Accuracy));
    }

    // Copies of one contract add nothing: drawn as single contracts they would narrow the interval threefold.
    [Fact]
    public void Judge_TenCopiesOfEachContract_AreNoSurerThanOne()
    {
        var draws = Draws(hours: 30, perHour: 5).ToList();

        var one = Study(draws).Judge()!.Ours.Intervals!.Brier;
        var ten = Study(draws.SelectMany(draw => Enumerable.Repeat(draw, 10))).Judge()!.Ours.Intervals!.Brier;

        Assert.Equal(one.High - one.Low, ten.High - ten.Low, 9);
    }

    [Fact]
    public void Judge_MarketThatShadesItsPrice_IsBeatenAndTheIntervalSaysSo()
    {
        var comparison = Study(Draws(hours: 200, perHour: 20)).Judge()!.Market!;

        Assert.True(comparison.SkillInterval!.Value.Low > 0);
        Assert.True(comparison.Market.Scores.Brier > comparison.Ours.Scores.Brier);
    }

    [Fact]
    public void Judge_ContractsWithoutAQuote_AreLeftOutOfTheComparisonOnly()
    {
        var study = new CalibrationStudy();
        study.Add(1, 0.9, null, came: true);
        study.Add(1, 0.6, 0.5, came: true);
        study.Add(2, 0.2, 0.3, came: false);

        var report = study.Judge(50)!;

        Assert.Equal((3, 2, 2), (report.Count, report.Market!.Market.Scores.Count, report.Market.Ours.Scores.Count));
        Assert.True(report.IsProvisional);
    }

    [Fact]
    public void Judge_BinWhoseOutcomesAgree_HasNoInterval()
    {
        var study = new CalibrationStudy();
        foreach (var hour in Enumerable.Range(0, 10))
        {
            study.Add(hour, 0.05, null, came: false);
            study.Add(hour, 0.55, null, came: hour < 5);
        }

        var intervals = study.Judge(200)!.Ours.Intervals!.Bins;

        Assert.Null(intervals[0]);
        Assert.InRange(0.5, intervals[1]!.Value.Low, intervals[1]!.Value.High);
    }

    [Fact]
    public void Judge_OneHour_HasNoIntervals()
    {
        var study = new CalibrationStudy();
        study.Add(1, 0.9, 0.8, came: true);

        var report = study.Judge()!;

        Assert.Null(report.Ours.Intervals);
        Assert.Null(report.Market!.SkillInterval);
        Assert.Null(new CalibrationStudy().Judge());
    }

    [Fact]
    public void Add_NoProbability_IsRefused()
    {
        Assert.Throws<InvalidInputException>(() => new CalibrationStudy().Add(1, double.NaN, null, came: true));
        Assert.Throws<InvalidInputException>(() => new CalibrationStudy().Add(1, 0.5, 1.2, came: true));
        Assert.Throws<InvalidInputException>(() => new CalibrationTally().Scores());
    }

    private static void AssertHolds(Interval interval, double value) =>
        Assert.InRange(value, interval.Low - 1e-12, interval.High + 1e-12);

    private static CalibrationStudy Study(IEnumerable<(long Hour, double Ours, double Market, bool Came)> draws)
    {
        var study = new CalibrationStudy();
        foreach (var (hour, ours, market, came) in draws)
        {
            study.Add(hour, ours, market, came);
        }

        return study;
    }

    private static IEnumerable<(long Hour, double Ours, double Market, bool Came)> Draws(int hours, int perHour)
    {
        var random = new SplitMix64(7);
        for (var hour = 0; hour < hours; hour++)
        {
            for (var i = 0; i < perHour; i++)
            {
                var p = random.NextUniform();
                var came = random.NextUniform() < p;
                yield return (hour, p, 0.5 + ((p - 0.5) * 0.4), came);
            }
        }
    }
}
