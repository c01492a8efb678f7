using System.Globalization;
using System.Runtime.InteropServices;

namespace Strikeboard.Data.Embedded;

/// <summary>
/// Whoever started us may have left files open in us: a lock, a pipe to a log. A server that outlives us must not keep them,
/// or that lock stays taken and that pipe's reader waits for as long as it runs.
/// </summary>
internal static class InheritedFiles
{
    private const int FirstBeyondStandard = 3;
    private const int SetDescriptorFlags = 2;
    private const int CloseOnExec = 1;

    /// <summary>Keeps every open file from our children. What the runtime opens is kept from them anyway.</summary>
    public static void KeepToOurselves()
    {
        if (!OperatingSystem.IsLinux())
            return;
        foreach (var entry in Directory.EnumerateFileSystemEntries("/proc/self/fd"))
        {
            var descriptor = int.Parse(Path.GetFileName(entry), CultureInfo.InvariantCulture);
            // One that was closed meanwhile answers with an error, which is as good.
            if (descriptor >= FirstBeyondStandard)
                _ = ControlFile(descriptor, SetDescriptorFlags, CloseOnExec);
        }
    }

    [DllImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ControlFile(int descriptor, int command, int flags);
}
