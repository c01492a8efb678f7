using System.Runtime.InteropServices;

namespace Strikeboard.EndToEnd.Tests;

/// <summary>What System.Diagnostics.Process cannot say to another process: please end.</summary>
internal static class Signals
{
    public const int Terminate = 15;

    public static void Send(int processId, int signal) => _ = Kill(processId, signal);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
