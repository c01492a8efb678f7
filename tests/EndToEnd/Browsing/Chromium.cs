using System.Diagnostics;

namespace Strikeboard.EndToEnd.Tests.Browsing;

/// <summary>Finds the browser; as root on Debian it brings a missing one.</summary>
internal static class Chromium
{
    private static readonly string[] Places =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ];

    public static readonly string[] Flags =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    public static async Task<string> FindOrInstallAsync(CancellationToken cancellationToken)
    {
        if (Find() is { } found)
            return found;
        if (Environment.IsPrivilegedProcess && File.Exists("/etc/debian_version"))
        {
            await RunAsync("apt-get update -qq", cancellationToken);
            await RunAsync("apt-get install -y -qq --no-install-recommends chromium", cancellationToken);
        }
        return Find()
            ?? throw new InvalidOperationException(
                "These tests need Chromium: install it (on Debian 'sudo apt-get install chromium') or set CHROMIUM_PATH to its program."
            );
    }

    private static string? Find() =>
        Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } named
            ? named
            : Array.Find(Places, File.Exists);

    private static async Task RunAsync(string command, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", command]) { UseShellExecute = false };
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(cancellationToken);
    }
}
