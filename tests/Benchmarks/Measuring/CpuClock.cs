using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Strikeboard.Benchmarks.Measuring;

/// <summary>
/// CPU time of this thread or process in nanoseconds. On a machine that others use the time on the wall measures them too;
/// where the system has no such clock the wall's has to do.
/// </summary>
internal static class CpuClock
{
    private const int ThreadClock = 3;

    public static double ThreadNs =>
        OperatingSystem.IsLinux() && GetTime(ThreadClock, out var time) == 0
            ? (time.Seconds * 1e9) + time.Nanoseconds
            : TimeProvider.System.GetTimestamp() * (1e9 / TimeProvider.System.TimestampFrequency);

    public static double ProcessNs
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.TotalProcessorTime.TotalNanoseconds;
        }
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetTime(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Time
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }
}
