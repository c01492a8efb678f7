using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Health;

/// <summary>
/// A count over the trailing 24 hours as a ring of one-minute buckets: it slides, it is not reset at midnight.
/// Minutes are Unix minutes and only move forward; what comes late goes into its own minute if that is still in the ring.
/// Not safe for concurrent use.
/// </summary>
public sealed class MinuteCounter
{
    public const int Minutes = 1440;

    private readonly long[] _buckets = new long[Minutes];
    private long _total;
    private long? _newest;

    public void Add(long minute, long count = 1)
    {
        Require.Within(count, 0m, long.MaxValue);
        Advance(minute);
        if (minute > _newest - Minutes)
        {
            _buckets[Slot(minute)] += count;
            _total += count;
        }
    }

    /// <summary>The count of the 1 440 minutes that end with <paramref name="minute"/>.</summary>
    public long Total(long minute)
    {
        Advance(minute);
        return _total;
    }

    /// <summary>The filled minutes, oldest first: enough to store and to <see cref="Add"/> again after a restart.</summary>
    public IReadOnlyList<(long Minute, long Count)> Snapshot()
    {
        var list = new List<(long, long)>();
        for (var minute = (_newest ?? 0) - Minutes + 1; minute <= _newest; minute++)
        {
            if (_buckets[Slot(minute)] is > 0 and var count)
            {
                list.Add((minute, count));
            }
        }

        return list;
    }

    private void Advance(long minute)
    {
        if (_newest is not { } newest)
        {
            _newest = minute;
            return;
        }

        if (minute <= newest)
        {
            return;
        }

        for (var step = Math.Max(newest + 1, minute - Minutes + 1); step <= minute; step++)
        {
            var slot = Slot(step);
            _total -= _buckets[slot];
            _buckets[slot] = 0;
        }

        _newest = minute;
    }

    private static int Slot(long minute) => (int)(((minute % Minutes) + Minutes) % Minutes);
}
