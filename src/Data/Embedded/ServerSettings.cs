using System.Globalization;

namespace Strikeboard.Data.Embedded;

/// <summary>What the private server is told, written anew before each start.</summary>
internal static class ServerSettings
{
    public const string FileName = "strikeboard.conf";

    private const UnixFileMode Readable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    public static async Task WriteAsync(string dataFolder, int port, bool durable, CancellationToken ct)
    {
        var path = Path.Combine(dataFolder, FileName);
        await File.WriteAllTextAsync(path, Text(port, durable), ct);
        // As root the file is ours and the reader another account; the folder around it is closed to everybody else.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, Readable);
    }

    private static string Text(int port, bool durable)
    {
        var safety = durable ? "on" : "off";
        // One desk and whoever looks into its database; a test's server serves many desks at once.
        var connections = durable ? 120 : 600;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            listen_addresses = '127.0.0.1'
            port = {port}
            unix_socket_directories = ''
            max_connections = {connections}
            password_encryption = 'scram-sha-256'
            shared_buffers = '64MB'
            max_wal_size = '512MB'
            fsync = {safety}
            full_page_writes = {safety}
            synchronous_commit = on
            timezone = 'UTC'
            log_timezone = 'UTC'
            log_checkpoints = off
            log_line_prefix = '%m [%p] '
            random_page_cost = 1.1
            jit = off

            """
        );
    }
}
