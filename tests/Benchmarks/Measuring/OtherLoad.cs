using System.Globalization;

namespace Strikeboard.Benchmarks.Measuring;

/// <summary>How many cores others used since the start of the watch: what the machine did less what this process did.</summary>
internal sealed class OtherLoad
{
    private const double TicksPerSecond = 100;
    private readonly double _busy = BusySeconds();
    private readonly double _ours = CpuClock.ProcessNs;
    private readonly long _begun = TimeProvider.System.GetTimestamp();

    /// <param name="ownChildrenSeconds">CPU of processes that were started for the measurement.</param>
    public double Cores(double ownChildrenSeconds = 0)
    {
        var elapsed = TimeProvider.System.GetElapsedTime(_begun).TotalSeconds;
        var ours = (CpuClock.ProcessNs - _ours) / 1e9;
        return Math.Max(0, (BusySeconds() - _busy - ours - ownChildrenSeconds) / elapsed);
    }

    private static double BusySeconds()
    {
        if (!File.Exists("/proc/stat"))
            return 0;
        var fields = File.ReadLines("/proc/stat")
            .First()
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(field => double.Parse(field, CultureInfo.InvariantCulture))
            .ToArray();
        // user, nice, system, (idle, waiting), interrupts twice.
        return (fields[0] + fields[1] + fields[2] + fields[5] + fields[6]) / TicksPerSecond;
    }
}
