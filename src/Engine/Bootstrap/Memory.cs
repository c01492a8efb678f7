using System.Data.Common;
using Microsoft.Extensions.Logging;
using Strikeboard.Data;
using Strikeboard.Data.Embedded;
using Strikeboard.Data.Migrating;
using Strikeboard.Model;

namespace Strikeboard.Engine.Bootstrap;

/// <summary>
/// The database from before the first service to after the last: found or started, brought up to date, watched, and
/// stopped if this process started it.
/// </summary>
public sealed class Memory : IAsyncDisposable
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);
    private readonly EmbeddedPostgres? _server;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _watching;

    private Memory(EmbeddedPostgres? server, string connectionString, TimeProvider time)
    {
        (_server, ConnectionString, _time) = (server, connectionString, time);
        _watching = server is null ? Task.CompletedTask : WatchAsync(server);
    }

    public string ConnectionString { get; }

    /// <summary>In a few words for the console.</summary>
    public string Description =>
        _server is null ? "outside PostgreSQL"
        : _server.Started ? $"PostgreSQL on 127.0.0.1:{_server.Port}"
        : $"PostgreSQL on 127.0.0.1:{_server.Port} (found running)";

    /// <summary>Either the memory or why there is none; the refusal's sentence is meant for the operator.</summary>
    public static async Task<(Memory? Memory, Refusal? Refusal)> StartAsync(
        MemorySettings settings,
        TimeProvider time,
        ILoggerFactory loggers,
        IProgress<string>? progress,
        CancellationToken cancellationToken
    )
    {
        EmbeddedPostgres? server = null;
        try
        {
            if (string.IsNullOrEmpty(settings.ConnectionString))
                server = await EmbeddedPostgres.StartAsync(
                    new EmbeddedPostgresOptions { Folder = settings.Folder, BinariesPath = settings.BinariesPath },
                    time,
                    loggers.CreateLogger<EmbeddedPostgres>(),
                    progress,
                    cancellationToken
                );
            var connectionString = server?.ConnectionString ?? settings.ConnectionString!;
            var refusal = await MigrateAsync(settings, connectionString, time, loggers, progress, cancellationToken);
            if (refusal is not null)
                return (null, refusal);
            var memory = new Memory(server, connectionString, time);
            server = null;
            return (memory, null);
        }
        catch (EmbeddedPostgresException exception)
        {
            return (null, new Refusal(exception.Code, exception.Message));
        }
        catch (DbException exception)
        {
            return (null, new Refusal("database_away", $"The database cannot be used: {exception.Message}"));
        }
        finally
        {
            if (server is not null)
                await server.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        // The watch goes first: it would bring back what is stopped on purpose.
        await _ended.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_server is not null)
        {
            using var patience = new CancellationTokenSource(StopPatience, _time);
            await _server.StopAsync(patience.Token);
            await _server.DisposeAsync();
        }
        _ended.Dispose();
    }

    private async Task WatchAsync(EmbeddedPostgres server)
    {
        try
        {
            await server.WatchAsync(_ended.Token);
        }
        catch (OperationCanceledException)
        {
            // The process stops, and the server with it.
        }
    }

    private static async Task<Refusal?> MigrateAsync(
        MemorySettings settings,
        string connectionString,
        TimeProvider time,
        ILoggerFactory loggers,
        IProgress<string>? progress,
        CancellationToken cancellationToken
    )
    {
        var options = new DataOptions
        {
            ConnectionString = connectionString,
            MigratorConnectionString = settings.MigratorConnectionString,
            Mode = settings.Mode,
            Node = settings.Node,
        };
        var migrator = new DatabaseMigrator(options, time, loggers.CreateLogger<DatabaseMigrator>());
        return (await migrator.MigrateAsync(progress, cancellationToken)).Refusal;
    }
}
