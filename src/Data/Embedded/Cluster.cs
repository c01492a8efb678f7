using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Strikeboard.Data.Embedded;

/// <summary>One data folder and its server: made, started, found again, stopped. Callers hold the start lock.</summary>
internal sealed class Cluster(
    EmbeddedPostgresOptions options,
    ClusterFolder folder,
    PostgresBinaries binaries,
    Tools tools,
    string password,
    TimeProvider time
)
{
    private const string Administrator = "strikeboard";
    private const int FirstPort = 15432;
    private const int PortRange = 12000;
    private const int PortTries = 20;
    private static readonly TimeSpan InitLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan LingerLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ZombieLimit = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public ClusterFolder Folder => folder;

    public bool Exists => folder.MajorVersion is not null;

    /// <summary>Makes the data under another name first: a folder named "data" is always a whole one, whenever the process dies.</summary>
    public async Task CreateAsync(CancellationToken ct)
    {
        if (Directory.Exists(folder.Unfinished))
            Directory.Delete(folder.Unfinished, recursive: true);
        List<string> arguments =
        [
            .. new[] { "-D", folder.Unfinished, "-U", Administrator, "--pwfile", folder.PasswordFile },
            .. new[] { "-A", "scram-sha-256", "-E", "UTF8", "--locale=C", "--no-instructions", "--data-checksums" },
        ];
        if (!options.Durable)
            arguments.Add("--no-sync");
        var result = await tools.RunAsync(binaries.InitDb, arguments, InitLimit, ct);
        if (!result.Succeeded)
            throw new EmbeddedPostgresException(
                $"The database folder '{folder.Data}' could not be made: {result.Output}"
            );
        await File.AppendAllTextAsync(
            Path.Combine(folder.Unfinished, "postgresql.conf"),
            $"\ninclude '{ServerSettings.FileName}'\n",
            ct
        );
        Directory.Move(folder.Unfinished, folder.Data);
    }

    /// <summary>The living server of this folder, once it answers; null when there is none.</summary>
    public async Task<PostmasterFile?> FindRunningAsync(CancellationToken ct)
    {
        var began = time.GetTimestamp();
        var problem = "it does not answer";
        while (PostmasterFile.Read(folder.PidFile) is { IsAlive: true } running)
        {
            if (running.Port > 0)
            {
                try
                {
                    if (await IsOursAsync(running, ct))
                        return running;
                    problem = "its port is answered by another server";
                }
                catch (NpgsqlException notYet)
                {
                    problem = notYet.Message;
                }
            }

            if (time.GetElapsedTime(began) > StartLimit)
                throw new EmbeddedPostgresException(
                    EmbeddedPostgresException.Busy,
                    $"A PostgreSQL (process {running.ProcessId}) runs on '{folder.Data}', but {problem}. End it, then start again."
                );
            await Task.Delay(Pause, time, ct);
        }

        return null;
    }

    /// <summary>Starts the server. With <paramref name="keepPort"/> it takes that port or none, so that connection strings stay true.</summary>
    public async Task<PostmasterFile> LaunchAsync(int? keepPort, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        var portsTried = 0;
        while (true)
        {
            var port = keepPort ?? FreePort(portsTried);
            await ServerSettings.WriteAsync(folder.Data, port, options.Durable, ct);
            RemoveForeignPidFile();
            var logEnd = folder.LogEnd();
            InheritedFiles.KeepToOurselves();
            var result = await tools.RunAsync(binaries.PgCtl, StartArguments, StartLimit, ct);
            if (result.Succeeded && PostmasterFile.Read(folder.PidFile) is { } started)
                return started;
            var said = await folder.LogSinceAsync(logEnd, ct);
            if (
                keepPort is null
                && said.Contains("Address already in use", StringComparison.Ordinal)
                && ++portsTried < PortTries
            )
                continue;
            if (!MayPass(said) || time.GetElapsedTime(began) > LingerLimit)
                throw new EmbeddedPostgresException(
                    $"PostgreSQL {binaries.Version} did not start: {said} {result.Output}".Trim()
                );
            if (time.GetElapsedTime(began) > ZombieLimit)
                RemoveZombiePidFile();
            await Task.Delay(Pause, time, ct);
        }
    }

    public async Task StopAsync(CancellationToken ct)
    {
        var stopping = PostmasterFile.Read(folder.PidFile);
        var result = await tools.RunAsync(
            binaries.PgCtl,
            ["stop", "-D", folder.Data, "-m", "fast", "-w", "-t", "30", "-s"],
            StartLimit,
            ct
        );
        if (!result.Succeeded && PostmasterFile.Read(folder.PidFile) is { IsAlive: true })
            await tools.RunAsync(
                binaries.PgCtl,
                ["stop", "-D", folder.Data, "-m", "immediate", "-w", "-s"],
                StartLimit,
                ct
            );
        // The server removes its file a moment before it ends, and "stopped" should mean gone.
        var began = time.GetTimestamp();
        while (stopping is { IsAlive: true } && time.GetElapsedTime(began) < LingerLimit)
            await Task.Delay(Pause / 5, time, ct);
    }

    public async Task EnsureDatabaseAsync(int port, CancellationToken ct)
    {
        await using var connection = await OpenAsync(port, ct);
        await using var ask = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection);
        ask.Parameters.Add(new NpgsqlParameter { Value = options.Database });
        if (await ask.ExecuteScalarAsync(ct) is not null)
            return;
        var name = new NpgsqlCommandBuilder().QuoteIdentifier(options.Database);
        await using var make = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await make.ExecuteNonQueryAsync(ct);
    }

    public string ConnectionString(int port, string database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = IPAddress.Loopback.ToString(),
            Port = port,
            Username = Administrator,
            Password = password,
            Database = database,
            Timeout = 5,
            IncludeErrorDetail = false,
        }.ConnectionString;

    private string[] StartArguments => ["start", "-D", folder.Data, "-l", folder.Log, "-w", "-t", "60", "-s"];

    private async Task<bool> IsOursAsync(PostmasterFile running, CancellationToken ct)
    {
        await using var connection = await OpenAsync(running.Port, ct);
        await using var ask = new NpgsqlCommand("SHOW data_directory", connection);
        var served = (string)(await ask.ExecuteScalarAsync(ct))!;
        // Two spellings of one folder (a link on the way) are one folder: the server's own file there names the same process.
        return served == folder.Data || PostmasterFile.Read(Path.Combine(served, "postmaster.pid")) == running;
    }

    private async Task<NpgsqlConnection> OpenAsync(int port, CancellationToken ct)
    {
        var text = new NpgsqlConnectionStringBuilder(ConnectionString(port, "postgres"))
        {
            Pooling = false,
            Timeout = 3,
        };
        var connection = new NpgsqlConnection(text.ConnectionString);
        try
        {
            await connection.OpenAsync(ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>After a killed postmaster its last children, its port or its process entry may linger for a second or two.</summary>
    private static bool MayPass(string said) =>
        said.Contains("lock file", StringComparison.Ordinal)
        || said.Contains("shared memory block", StringComparison.Ordinal)
        || said.Contains("Address already in use", StringComparison.Ordinal);

    /// <summary>The number in the file went to another program, as after a reboot. PostgreSQL itself cannot tell and would refuse.</summary>
    private void RemoveForeignPidFile()
    {
        if (
            OperatingSystem.IsLinux()
            && PostmasterFile.Read(folder.PidFile) is { } named
            && File.Exists(string.Create(CultureInfo.InvariantCulture, $"/proc/{named.ProcessId}/comm"))
            && !File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{named.ProcessId}/comm"))
                .StartsWith("postgres", StringComparison.Ordinal)
        )
            File.Delete(folder.PidFile);
    }

    /// <summary>Nobody collects the dead process. Its children would still be noticed: PostgreSQL checks its shared memory by itself.</summary>
    private void RemoveZombiePidFile()
    {
        if (PostmasterFile.Read(folder.PidFile) is { IsAlive: false })
            File.Delete(folder.PidFile);
    }

    /// <summary>A port below the range from which systems lend ports to outgoing calls, or one of those could take it while the server restarts.</summary>
    private int FreePort(int alreadyTried)
    {
        var wish = options.Port > 0 ? options.Port : FirstPort + (int)(StableHash(folder.Data) % PortRange);
        return Enumerable
            .Range(0, PortRange)
            .Select(step => step == 0 ? wish : FirstPort + ((wish + step) % PortRange))
            .Skip(alreadyTried)
            .First(IsFree);
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static uint StableHash(string text) =>
        text.Aggregate(2166136261u, (hash, letter) => unchecked((hash ^ letter) * 16777619u));
}
