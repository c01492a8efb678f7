using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Strikeboard.Data;
using Strikeboard.Data.Embedded;
using Strikeboard.Data.Migrating;
using Strikeboard.Data.Prices;
using Strikeboard.Model;

namespace Strikeboard.Benchmarks.Inputs;

/// <summary>A durable PostgreSQL of its own with the real schema; it goes away with its folder.</summary>
internal sealed class PrivateStore : IAsyncDisposable
{
    private readonly EmbeddedPostgres _server;

    private PrivateStore(string folder, EmbeddedPostgres server)
    {
        (Folder, _server) = (folder, server);
        Source = NpgsqlDataSource.Create(server.ConnectionString);
        Prices = new PriceLogStore(Source, TimeProvider.System);
    }

    public string Folder { get; }
    public NpgsqlDataSource Source { get; }
    public string ConnectionString => _server.ConnectionString;
    public PriceLogStore Prices { get; }

    public static async Task<PrivateStore> StartAsync(CancellationToken cancellationToken)
    {
        // Not a private temporary folder: as root the database runs under another account, which must get in.
        var folder = Path.Combine(Path.GetTempPath(), $"strikeboard-bench-{Guid.NewGuid():N}");
        var server = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { Folder = folder },
            TimeProvider.System,
            NullLogger.Instance,
            null,
            cancellationToken
        );
        var migrator = new DatabaseMigrator(
            new DataOptions { ConnectionString = server.ConnectionString, Mode = Mode.Demo },
            TimeProvider.System,
            NullLogger<DatabaseMigrator>.Instance
        );
        await migrator.MigrateAsync(progress: null, cancellationToken);
        return new PrivateStore(folder, server);
    }

    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = Source.CreateCommand(sql);
        command.CommandTimeout = 120;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await _server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
