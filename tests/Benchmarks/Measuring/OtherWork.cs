namespace Strikeboard.Benchmarks.Measuring;

/// <summary>
/// What lies between two seconds of a running process: other work has gone over the caches. Without it a small case that runs a
/// thousand times in a row is flattered by the cache, and every law of growth measures the cache.
/// </summary>
internal sealed class OtherWork
{
    private readonly long[] _memory = new long[6 * 1024 * 1024];
    private long _sum;

    public void Pass()
    {
        for (var i = 0; i < _memory.Length; i += 8)
            _sum += _memory[i]++;
    }

    /// <summary>The median CPU of a piece of work that is done once a second, in nanoseconds.</summary>
    public double OnceASecond(int seconds, Action<int> work)
    {
        var costs = new List<double>(seconds);
        for (var i = 0; i < seconds; i++)
        {
            Pass();
            var from = CpuClock.ThreadNs;
            work(i);
            costs.Add(CpuClock.ThreadNs - from);
        }
        return Statistics.Median(costs);
    }
}
