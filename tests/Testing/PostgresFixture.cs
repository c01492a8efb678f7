using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Strikeboard.Data;
using Strikeboard.Data.Embedded;
using Strikeboard.Data.Migrating;
using Strikeboard.Model;
using Xunit;

namespace Strikeboard.Testing;

/// <summary>
/// One real PostgreSQL for a test assembly, started when the first test asks for a database and stopped at the end.
/// Use it as <c>[assembly: AssemblyFixture(typeof(PostgresFixture))]</c> and take it in a test class's constructor.
/// </summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private const string Template = "strikeboard_template";
    private readonly SemaphoreSlim _gate = new(1, 1);
    private EmbeddedPostgres? _server;
    private CancellationTokenSource? _watch;
    private int _made;

    /// <summary>The server itself, for tests that hurt it.</summary>
    public EmbeddedPostgres Server => _server ?? throw new InvalidOperationException("Ask for a database first.");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>A fresh database with the whole schema, of mode demo; dispose it to drop it.</summary>
    public Task<TestDatabase> CreateDatabaseAsync(CancellationToken ct = default) => CreateAsync(Template, ct);

    /// <summary>A fresh database with nothing in it.</summary>
    public Task<TestDatabase> CreateEmptyDatabaseAsync(CancellationToken ct = default) => CreateAsync("template0", ct);

    private async Task<TestDatabase> CreateAsync(string template, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            _server ??= await StartAsync(ct);
            var name = FormattableString.Invariant($"test_{++_made}");
            await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template}", ct);
            return new TestDatabase(this, name, For(name));
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _watch!.CancelAsync();
            await _server.DisposeAsync();
            TestFolders.Delete(_folder!);
        }

        _watch?.Dispose();
        _gate.Dispose();
    }

    internal async Task DropAsync(string name, CancellationToken ct)
    {
        await using (var pool = new NpgsqlConnection(For(name)))
            NpgsqlConnection.ClearPool(pool);
        await ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)", ct);
    }

    private string? _folder;

    private async Task<EmbeddedPostgres> StartAsync(CancellationToken ct)
    {
        await TestFolders.SweepAsync(ct);
        _folder = TestFolders.Create();
        var options = new EmbeddedPostgresOptions
        {
            Folder = _folder,
            Database = Template,
            Durable = false,
        };
        var server = await EmbeddedPostgres.StartAsync(options, TimeProvider.System, NullLogger.Instance, null, ct);
        var migrator = new DatabaseMigrator(
            new DataOptions { ConnectionString = server.ConnectionString, Mode = Mode.Demo },
            TimeProvider.System,
            NullLogger<DatabaseMigrator>.Instance
        );
        var migrated = await migrator.MigrateAsync(progress: null, ct);
        if (migrated.Refusal is { } refusal)
            throw new InvalidOperationException(refusal.Message);
        _watch = new CancellationTokenSource();
        _ = server.WatchAsync(_watch.Token);
        return server;
    }

    private string For(string database) =>
        new NpgsqlConnectionStringBuilder(Server.ConnectionString) { Database = database }.ConnectionString;

    private async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        var text = new NpgsqlConnectionStringBuilder(For("postgres")) { Pooling = false };
        await using var connection = new NpgsqlConnection(text.ConnectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
