using Microsoft.Extensions.Logging;

namespace Strikeboard.Data.Embedded;

/// <summary>
/// A PostgreSQL of our own in a folder. It outlives a crash of this process on purpose: the next start finds it and adopts it.
/// </summary>
public sealed partial class EmbeddedPostgres : IAsyncDisposable
{
    private static readonly TimeSpan LockPatience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan WatchEvery = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan RetryEvery = TimeSpan.FromSeconds(1);
    private readonly Cluster _cluster;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private FileLock? _owner;
    private volatile bool _stopping;

    private EmbeddedPostgres(
        Cluster cluster,
        string database,
        PostmasterFile running,
        bool started,
        TimeProvider time,
        ILogger logger
    )
    {
        (_cluster, _time, _logger) = (cluster, time, logger);
        (ProcessId, Port, Started) = (running.ProcessId, running.Port, started);
        ConnectionString = cluster.ConnectionString(Port, database);
    }

    /// <summary>Holds for the life of this object: a restarted server keeps its port.</summary>
    public string ConnectionString { get; }

    public int Port { get; }

    /// <summary>True if this process started the server, false if it found one running.</summary>
    public bool Started { get; }

    /// <summary>True if no other living process has it: then <see cref="StopAsync"/> stops it, even if it was adopted from a crash.</summary>
    public bool Owned => _owner is not null;

    public int ProcessId { get; private set; }

    /// <summary>Raised when the server died and is back. Every connection made before is dead.</summary>
    public event EventHandler? Restarted;

    public static async Task<EmbeddedPostgres> StartAsync(
        EmbeddedPostgresOptions options,
        TimeProvider time,
        ILogger logger,
        IProgress<string>? progress,
        CancellationToken ct
    )
    {
        var folder = new ClusterFolder(options.Folder);
        var tools = new Tools(ToolAccount.ForThisProcess(), folder.Root, time);
        await folder.PrepareAsync(tools, ct);
        // The lock is held until the server is ready and its owner known: whoever waits for it finds a server to adopt.
        using var starting = await FileLock.TakeAsync(folder.StartLock, LockPatience, time, ct);
        progress?.Report("Looking for PostgreSQL");
        var binaries = await new BinariesSearch(options, folder, tools).FindAsync(ct);
        var cluster = new Cluster(options, folder, binaries, tools, await folder.PasswordAsync(tools, ct), time);
        if (!cluster.Exists)
        {
            progress?.Report($"Preparing the database folder with PostgreSQL {binaries.Version} (first start only)");
            await cluster.CreateAsync(ct);
        }

        var running = await cluster.FindRunningAsync(ct);
        var started = running is null;
        if (running is null)
        {
            progress?.Report($"Starting PostgreSQL {binaries.Version}");
            running = await cluster.LaunchAsync(keepPort: null, ct);
        }

        await cluster.EnsureDatabaseAsync(running.Port, ct);
        Log.Ready(logger, binaries.Version, running.Port, running.ProcessId, started ? "started" : "adopted");
        return new EmbeddedPostgres(cluster, options.Database, running, started, time, logger)
        {
            _owner = FileLock.TryTake(folder.OwnerLock),
        };
    }

    /// <summary>Starts the server again whenever it dies, on the same port, until cancelled or stopped.</summary>
    public async Task WatchAsync(CancellationToken ct)
    {
        while (!_stopping)
        {
            try
            {
                await Task.Delay(WatchEvery, _time, ct);
                if (!PostmasterFile.IsPostgres(ProcessId) && !await ReviveAsync(ct))
                    return;
            }
            catch (EmbeddedPostgresException failed)
            {
                Log.NotRevived(_logger, failed);
                await Task.Delay(RetryEvery, _time, ct);
            }
        }
    }

    /// <summary>Stops the server cleanly if it is ours, or in any case with <paramref name="force"/>. May be called twice.</summary>
    public async Task StopAsync(bool force, CancellationToken ct)
    {
        _stopping = true;
        using var starting = await FileLock.TakeAsync(_cluster.Folder.StartLock, LockPatience, _time, ct);
        if (!Owned && !force)
            return;
        await _cluster.StopAsync(ct);
        Log.Stopped(_logger, ProcessId);
        _owner?.Dispose();
        _owner = null;
    }

    public Task StopAsync(CancellationToken ct) => StopAsync(force: false, ct);

    public async ValueTask DisposeAsync()
    {
        if (!_stopping)
            await StopAsync(CancellationToken.None);
        _owner?.Dispose();
    }

    /// <summary>Ends the server of a folder that no living process owns. False: somebody does.</summary>
    internal static async Task<bool> TryEndOrphanAsync(string home, TimeProvider time, CancellationToken ct)
    {
        var folder = new ClusterFolder(home);
        if (!Directory.Exists(folder.Root))
            return true;
        using var starting = FileLock.TryTake(folder.StartLock);
        using var owner = FileLock.TryTake(folder.OwnerLock);
        if (starting is null || owner is null)
            return false;
        if (PostmasterFile.Read(folder.PidFile) is not { IsAlive: true })
            return true;
        var options = new EmbeddedPostgresOptions { Folder = home };
        var tools = new Tools(ToolAccount.ForThisProcess(), folder.Root, time);
        var binaries = await new BinariesSearch(options, folder, tools).FindAsync(ct);
        await new Cluster(options, folder, binaries, tools, password: "", time).StopAsync(ct);
        return true;
    }

    /// <summary>What a crash of this process leaves behind: a running server, and the owner's place free.</summary>
    internal void Abandon()
    {
        _stopping = true;
        _owner?.Dispose();
        _owner = null;
    }

    /// <summary>False: its owner stopped it on purpose, and there is nothing left to watch.</summary>
    private async Task<bool> ReviveAsync(CancellationToken ct)
    {
        var began = _time.GetTimestamp();
        using var starting = await FileLock.TakeAsync(_cluster.Folder.StartLock, LockPatience, _time, ct);
        if (_stopping)
            return false;
        Log.Died(_logger, ProcessId);
        // A clean stop removes the file, a death leaves it.
        var diedUncleanly = File.Exists(_cluster.Folder.PidFile);
        var wasOwned = Owned;
        _owner ??= FileLock.TryTake(_cluster.Folder.OwnerLock);
        var running = await _cluster.FindRunningAsync(ct);
        if (running is null && !wasOwned && !(Owned && diedUncleanly))
            return false;
        running ??= await _cluster.LaunchAsync(Port, ct);
        if (running.Port != Port)
            throw new EmbeddedPostgresException(
                $"The database came back on port {running.Port} instead of {Port}; restart this program."
            );
        ProcessId = running.ProcessId;
        Log.Revived(_logger, ProcessId, Port, _time.GetElapsedTime(began).TotalSeconds);
        Restarted?.Invoke(this, EventArgs.Empty);
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Information,
            "PostgreSQL {Version} on 127.0.0.1:{Port} is ready (process {ProcessId}, {How})."
        )]
        public static partial void Ready(ILogger logger, Version version, int port, int processId, string how);

        [LoggerMessage(LogLevel.Error, "PostgreSQL (process {ProcessId}) is gone; starting it again.")]
        public static partial void Died(ILogger logger, int processId);

        [LoggerMessage(
            LogLevel.Warning,
            "PostgreSQL is back after {Seconds:0.0} s (process {ProcessId}, port {Port})."
        )]
        public static partial void Revived(ILogger logger, int processId, int port, double seconds);

        [LoggerMessage(LogLevel.Critical, "PostgreSQL could not be started again; trying once more.")]
        public static partial void NotRevived(ILogger logger, Exception exception);

        [LoggerMessage(LogLevel.Information, "PostgreSQL (process {ProcessId}) was stopped.")]
        public static partial void Stopped(ILogger logger, int processId);
    }
}
