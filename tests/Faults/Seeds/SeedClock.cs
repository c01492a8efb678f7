namespace Strikeboard.Faults.Seeds;

/// <summary>Time and all that is still to happen in it, in an order that the seed alone decides.</summary>
internal sealed class SeedClock
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 14, 0, 0, TimeSpan.Zero);
    private readonly PriorityQueue<Action, (long At, long Order)> _queue = new();
    private long _order;
    private long _now;

    public DateTimeOffset Now => Start.AddMilliseconds(_now);

    public void In(double milliseconds, Action what) => _queue.Enqueue(what, (_now + (long)milliseconds, _order++));

    public void Run(TimeSpan duration)
    {
        var end = _now + (long)duration.TotalMilliseconds;
        while (_queue.TryPeek(out _, out var due) && due.At <= end)
        {
            var what = _queue.Dequeue();
            _now = due.At;
            what();
        }
        _now = end;
    }
}
