using System.Diagnostics;
using System.Globalization;

namespace Strikeboard.EndToEnd.Tests;

/// <summary>A data folder of its own. Disposing it ends the PostgreSQL that a killed app left in it, and removes it.</summary>
public sealed class AppHome : IAsyncDisposable
{
    private const int ImmediateShutdown = 3;
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(10);
    private readonly DirectoryInfo _around = Directory.CreateTempSubdirectory("strikeboard-e2e-");

    public AppHome()
    {
        // As root the server runs as another account, which has to get through here.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_around.FullName, AnyoneMayPass);
    }

    public string Folder => Path.Combine(_around.FullName, "home");

    private static UnixFileMode AnyoneMayPass =>
        UnixFileMode.UserRead
        | UnixFileMode.UserWrite
        | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherExecute;

    /// <summary>The process id of the private server, if one lives.</summary>
    public int? PostgresProcessId
    {
        get
        {
            var notes = Directory.Exists(Folder)
                ? Directory.GetFiles(Folder, "postmaster.pid", Unforced).Select(ReadProcessId)
                : [];
            return notes.FirstOrDefault(id => id is not null);
        }
    }

    private static EnumerationOptions Unforced =>
        new()
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = 3,
            IgnoreInaccessible = true,
        };

    public async ValueTask DisposeAsync()
    {
        if (PostgresProcessId is { } id)
            await EndAsync(id);
        try
        {
            _around.Delete(recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A last file may still be closing; a leftover temporary folder harms nobody.
        }
    }

    private static async Task EndAsync(int id)
    {
        try
        {
            using var server = Process.GetProcessById(id);
            if (OperatingSystem.IsWindows())
                server.Kill(entireProcessTree: true);
            else
                Signals.Send(id, ImmediateShutdown);
            using var patience = new CancellationTokenSource(EndPatience);
            await server.WaitForExitAsync(patience.Token);
        }
        catch (Exception gone)
            when (gone is ArgumentException or InvalidOperationException or OperationCanceledException)
        {
            // It ended by itself.
        }
    }

    private static int? ReadProcessId(string path)
    {
        try
        {
            var id = int.Parse(File.ReadLines(path).First(), CultureInfo.InvariantCulture);
            using var process = Process.GetProcessById(id);
            // The file may be older than the process that has the number now.
            return process.ProcessName.StartsWith("postgres", StringComparison.Ordinal) ? id : null;
        }
        catch (Exception gone)
            when (gone
                    is IOException
                        or UnauthorizedAccessException
                        or FormatException
                        or ArgumentException
                        or InvalidOperationException
            )
        {
            return null;
        }
    }
}
