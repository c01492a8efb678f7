using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Strikeboard.Faults.Rig;

/// <summary>A program of ours as a process of its own.</summary>
public sealed class Child : IDisposable
{
    private const int KeptLines = 200;
    private static readonly TimeSpan KillPatience = TimeSpan.FromSeconds(10);
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();

    private Child(Process process) => _process = process;

    public int Id => _process.Id;

    public bool IsAlive => !_process.HasExited;

    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public double CpuSeconds
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>The last lines of its output, for a report of what went wrong.</summary>
    public string Said => string.Join(Environment.NewLine, _said);

    /// <param name="core">The one core it may use, to measure what a core carries; null is all of them. Only where Linux is.</param>
    public static Child Start(
        string program,
        string folder,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> environment,
        int? core = null
    )
    {
        string[] command = ["dotnet", program, .. arguments];
        if (core is { } one && OperatingSystem.IsLinux())
            command = ["taskset", "-c", one.ToString(CultureInfo.InvariantCulture), .. command];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var child = new Child(new Process { StartInfo = start });
        child._process.OutputDataReceived += (_, line) => child.Keep(line.Data);
        child._process.ErrorDataReceived += (_, line) => child.Keep(line.Data);
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>SIGKILL to this one process: what it started goes on living, as after a real crash.</summary>
    public void Kill()
    {
        if (IsAlive)
            _process.Kill(entireProcessTree: false);
        // With a limit on purpose: without one this also waits for the pipes, which a surviving grandchild may hold.
        _process.WaitForExit(KillPatience);
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        _said.Enqueue(line);
        while (_said.Count > KeptLines)
            _said.TryDequeue(out _);
    }
}
