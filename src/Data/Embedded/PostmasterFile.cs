using System.Diagnostics;
using System.Globalization;

namespace Strikeboard.Data.Embedded;

/// <summary>What a running server writes about itself into its data folder.</summary>
internal sealed record PostmasterFile(int ProcessId, int Port)
{
    private const int ProcessLine = 0;
    private const int PortLine = 3;

    public static PostmasterFile? Read(string path)
    {
        try
        {
            var lines = File.ReadAllLines(path);
            // A server in its first moments has written its process id only.
            var port = lines.Length > PortLine ? int.Parse(lines[PortLine], CultureInfo.InvariantCulture) : 0;
            return new PostmasterFile(int.Parse(lines[ProcessLine], CultureInfo.InvariantCulture), port);
        }
        catch (Exception unreadable) when (unreadable is IOException or FormatException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    public bool IsAlive => IsPostgres(ProcessId);

    /// <summary>True for a living PostgreSQL process; a zombie is dead, and a number may meanwhile belong to another program.</summary>
    public static bool IsPostgres(int processId)
    {
        if (OperatingSystem.IsLinux())
            return IsPostgresByProc(processId);
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited && process.ProcessName.StartsWith("postgres", StringComparison.OrdinalIgnoreCase);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool IsPostgresByProc(int processId)
    {
        try
        {
            // "123 (postgres) S 1 …"
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));
            var nameEnds = stat.LastIndexOf(')');
            var name = stat[(stat.IndexOf('(', StringComparison.Ordinal) + 1)..nameEnds];
            return name.StartsWith("postgres", StringComparison.Ordinal) && stat[nameEnds + 2] is not ('Z' or 'X');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            return false;
        }
    }
}
