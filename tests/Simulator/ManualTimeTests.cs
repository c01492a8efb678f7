using Strikeboard.Testing;

namespace Strikeboard.Simulator.Tests;

public sealed class ManualTimeTests
{
    [Fact]
    public async Task Delay_ClockMovedPastDue_Completes()
    {
        var time = new ManualTime();
        var delay = Task.Delay(TimeSpan.FromSeconds(5), time, TestContext.Current.CancellationToken);

        time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(delay.IsCompleted);

        time.Advance(TimeSpan.FromSeconds(0.1));
        await delay;
    }

    [Fact]
    public void PeriodicTimer_LongAdvance_FiresEachPeriodAtItsOwnInstant()
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var time = new ManualTime(start);
        var seen = new List<double>();
        using var timer = time.CreateTimer(
            _ => seen.Add((time.GetUtcNow() - start).TotalSeconds),
            null,
            TimeSpan.FromSeconds(1),
            TimeSpan.FromSeconds(2)
        );

        time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal([1d, 3d, 5d], seen);
        Assert.Equal(1, time.WaitingTimers);
    }

    [Fact]
    public void DisposedTimer_ClockMoved_NeverFires()
    {
        var time = new ManualTime();
        var fired = 0;
        var timer = time.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        timer.Dispose();

        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(0, fired);
        Assert.Equal(0, time.WaitingTimers);
    }
}
