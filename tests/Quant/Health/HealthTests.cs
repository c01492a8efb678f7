using FsCheck;
using FsCheck.Fluent;
using Strikeboard.Quant.Health;
using Strikeboard.Quant.Numbers;
using Strikeboard.Quant.Tests.Seeds;

namespace Strikeboard.Quant.Tests.Health;

public sealed class HealthTests
{
    private static readonly Gen<HealthInput> Inputs =
        from running in Gen.Elements(true, false)
        from age in Gen.OneOf(Gen.Constant<double?>(null), Seeded.Real(0, 30).Select(a => (double?)a))
        from mode in Gen.Elements(FeedMode.WebSocket, FeedMode.HttpFallback)
        from sockets in Gen.Choose(0, 3)
        from ready in Gen.Choose(0, 50)
        from total in Gen.Choose(0, 50)
        from strategies in Gen.Choose(0, 2)
        from errors in Gen.Choose(0, 8)
        from successes in Gen.Choose(0, 1000)
        select new HealthInput
        {
            IsRunning = running,
            LastDataAgeSeconds = age,
            Mode = mode,
            SocketsConnected = sockets,
            OhlcReady = ready,
            OhlcTotal = total,
            StrategiesActive = strategies,
            Errors = errors,
            Successes = successes,
        };

    [Fact]
    public void Score_AnyInput_IsTheSumOfItsPartsAndFitsItsBand() =>
        Seeded.Holds(
            Inputs,
            input =>
            {
                var score = HealthScore.Compute(input);
                var (p, sum) = (score.Parts, 0);
                foreach (var part in new[] { p.Running, p.Data, p.Socket, p.Ohlc, p.Strategies, p.Errors })
                {
                    sum += part;
                }

                return score.Score == sum && sum is >= 0 and <= 100 && score.Band == HealthScore.BandOf(sum);
            }
        );

    [Theory]
    [InlineData(100, HealthBand.Excellent)]
    [InlineData(85, HealthBand.Excellent)]
    [InlineData(84, HealthBand.Good)]
    [InlineData(70, HealthBand.Good)]
    [InlineData(69, HealthBand.Degraded)]
    [InlineData(50, HealthBand.Degraded)]
    [InlineData(49, HealthBand.Critical)]
    public void Band_AtItsEdges_IsAsNamed(int score, HealthBand expected) =>
        Assert.Equal(expected, HealthScore.BandOf(score));

    [Theory]
    [InlineData(10, FeedMode.WebSocket, 25)]
    [InlineData(10.01, FeedMode.WebSocket, 0)]
    [InlineData(15, FeedMode.HttpFallback, 25)]
    [InlineData(15.01, FeedMode.HttpFallback, 0)]
    public void Score_AgeOfData_IsJudgedByTheFeed(double age, FeedMode mode, int expected)
    {
        var score = HealthScore.Compute(new HealthInput { LastDataAgeSeconds = age, Mode = mode });

        Assert.Equal(expected, score.Parts.Data);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 1, 5)]
    [InlineData(1, 0, 5)]
    [InlineData(2, 197, 0)]
    [InlineData(2, 198, 5)]
    [InlineData(5, 495, 5)]
    [InlineData(6, 100_000, 0)]
    public void Score_Errors_AreFewInNumberAndInShare(int errors, int successes, int expected)
    {
        var score = HealthScore.Compute(new HealthInput { Errors = errors, Successes = successes });

        Assert.Equal(expected, score.Parts.Errors);
    }

    [Theory]
    [InlineData(HealthCaps.None, 100)]
    [InlineData(HealthCaps.TradingHalted, 69)]
    [InlineData(HealthCaps.BooksDiffer, 49)]
    [InlineData(HealthCaps.NoFreshData | HealthCaps.TradingHalted, 49)]
    public void Score_Capped_CannotShowMoreThanTheWorstFact(HealthCaps caps, int expected)
    {
        var score = new HealthScore(100, HealthBand.Excellent, default);

        Assert.Equal(expected, score.Capped(caps));
        Assert.Equal(30, (score with { Score = 30 }).Capped(caps));
    }

    [Fact]
    public void Score_AgeNotANumber_IsRefused() =>
        Assert.Throws<InvalidInputException>(() =>
            HealthScore.Compute(new HealthInput { LastDataAgeSeconds = double.NaN })
        );

    [Fact]
    public void Statistics_BeforeTheFirstCycle_HaveNoRates()
    {
        var statistics = new PipelineStatistics();

        Assert.Null(statistics.SuccessRatePct);
        Assert.Null(statistics.AverageCycleSeconds);
        Assert.False(statistics.IsPauseDue);
        Assert.Equal(PipelineHealth.Error, statistics.HealthWhen(isRunning: false));
        Assert.Equal(PipelineHealth.Healthy, statistics.HealthWhen(isRunning: true));
    }

    [Fact]
    public void Statistics_FailuresInARow_DegradeFromThreeAndPauseAtEveryFifth()
    {
        var statistics = new PipelineStatistics();
        var (degraded, pauses) = (new List<int>(), new List<int>());
        for (var failure = 1; failure <= 11; failure++)
        {
            statistics = statistics.After(succeeded: false, 0.5);
            if (statistics.HealthWhen(isRunning: true) == PipelineHealth.Degraded)
            {
                degraded.Add(failure);
            }

            if (statistics.IsPauseDue)
            {
                pauses.Add(failure);
            }
        }

        Assert.Equal(3, degraded[0]);
        Assert.Equal([5, 10], pauses);
        Assert.Equal(0, statistics.After(succeeded: true, 0.5).ConsecutiveFailures);
    }

    [Fact]
    public void Backoff_AnyAttempt_GrowsToItsCapAndJittersDownToHalf() =>
        Seeded.Holds(
            from attempt in Gen.Choose(0, 100)
            from uniform in Seeded.Real(0, 0.999999)
            select (attempt, uniform),
            draw =>
            {
                var delay = Backoff.DelaySeconds(draw.attempt, 0.5, 60);
                var jittered = Backoff.JitteredSeconds(draw.attempt, 0.5, 60, draw.uniform);
                return delay <= 60
                    && Backoff.DelaySeconds(draw.attempt + 1, 0.5, 60) >= delay
                    && jittered >= delay / 2
                    && jittered < delay;
            }
        );

    [Theory]
    [InlineData(0, "0h 0m 0s")]
    [InlineData(59.999, "0h 0m 59s")]
    [InlineData(3600, "1h 0m 0s")]
    [InlineData(360_000, "100h 0m 0s")]
    public void Uptime_Text_CutsSecondsAndKeepsCountingHours(double seconds, string expected) =>
        Assert.Equal(expected, Uptime.Text(seconds));

    [Fact]
    public void MinuteCounter_AnySequence_CountsTheTrailingDay() =>
        Seeded.Holds(
            Gen.ArrayOf(
                from step in Gen.Frequency((5, Gen.Choose(0, 60)), (1, Gen.Choose(1000, 3000)), (2, Gen.Choose(-90, 0)))
                from count in Gen.Choose(1, 5)
                select (Step: step, Count: count)
            ),
            steps =>
            {
                var counter = new MinuteCounter();
                var added = new List<(long Minute, long Count)>();
                long minute = 30_000_000;
                foreach (var (step, count) in steps)
                {
                    minute += step;
                    counter.Add(minute, count);
                    added.Add((minute, count));
                }

                var newest = added.Count == 0 ? minute : added.Max(one => one.Minute);
                var expected = added.Where(one => one.Minute > newest - 1440).Sum(one => one.Count);
                return counter.Total(newest) == expected
                    && counter.Snapshot().Sum(bucket => bucket.Count) == expected
                    && counter.Total(newest + 1440) == 0;
            },
            tests: 300
        );

    [Theory]
    [InlineData(0, 1440)]
    [InlineData(1, 1439)]
    [InlineData(1439, 1)]
    [InlineData(1440, 0)]
    [InlineData(5000, 0)]
    public void MinuteCounter_FullDayThenSilence_ForgetsMinuteByMinute(int silence, int expected)
    {
        const long last = 30_001_439;
        var counter = new MinuteCounter();
        for (var minute = last - 1439; minute <= last; minute++)
        {
            counter.Add(minute);
        }

        Assert.Equal(expected, counter.Total(last + silence));
    }
}
