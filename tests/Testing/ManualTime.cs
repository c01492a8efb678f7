namespace Strikeboard.Testing;

/// <summary>
/// A clock that moves only when told to. Timers (also those behind Task.Delay and PeriodicTimer) fire on the thread that
/// calls <see cref="Advance"/>, in order of due time, each seeing the instant it was due at.
/// </summary>
public sealed class ManualTime : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<ManualTimer> timers = [];
    private DateTimeOffset now;
    private long nextOrder;

    public ManualTime()
        : this(new DateTimeOffset(2026, 9, 9, 14, 0, 0, TimeSpan.Zero)) { }

    public ManualTime(DateTimeOffset start) => now = start.ToUniversalTime();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Timers that wait for a due time: lets a test see that its subject is waiting before it moves the clock.</summary>
    public int WaitingTimers
    {
        get
        {
            lock (gate)
            {
                return timers.Count;
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <summary>Moves the clock forward, firing what falls due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        AdvanceTo(GetUtcNow() + by);
    }

    public void AdvanceTo(DateTimeOffset target)
    {
        while (TakeNextDue(target) is { } due)
        {
            due.Fire();
        }
        lock (gate)
        {
            now = target > now ? target : now;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private ManualTimer? TakeNextDue(DateTimeOffset target)
    {
        lock (gate)
        {
            var next = timers.Where(t => t.Due <= target).MinBy(t => (t.Due, t.Order));
            if (next is null)
            {
                return null;
            }
            now = next.Due > now ? next.Due : now;
            if (next.Period > TimeSpan.Zero)
            {
                next.Due += next.Period;
                next.Order = nextOrder++;
            }
            else
            {
                timers.Remove(next);
            }
            return next;
        }
    }

    private bool Schedule(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            timers.Remove(timer);
            if (timer.Disposed)
            {
                return false;
            }
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                return true;
            }
            timer.Due = now + dueTime;
            timer.Period = period == Timeout.InfiniteTimeSpan ? TimeSpan.Zero : period;
            timer.Order = nextOrder++;
            timers.Add(timer);
        }
        // As with the system's clock, a due time of zero needs no further movement of the hands.
        if (dueTime == TimeSpan.Zero)
        {
            AdvanceTo(GetUtcNow());
        }
        return true;
    }

    private void Remove(ManualTimer timer)
    {
        lock (gate)
        {
            timer.Disposed = true;
            timers.Remove(timer);
        }
    }

    private sealed class ManualTimer(ManualTime owner, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; set; }
        public TimeSpan Period { get; set; }
        public long Order { get; set; }
        public bool Disposed { get; set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period) => owner.Schedule(this, dueTime, period);

        public void Dispose() => owner.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
