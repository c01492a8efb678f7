using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Strikeboard.Data.Embedded;
using Strikeboard.Data.Migrating;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Data.Tests;

/// <summary>A watched server of one test's own, so that killing it hurts nobody else.</summary>
internal sealed class LoneServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _back = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _folder;
    private readonly ServiceProvider _services;

    private LoneServer(string folder, EmbeddedPostgres server, DataOptions options)
    {
        (_folder, Server) = (folder, server);
        _services = new ServiceCollection().AddLogging().AddData(options).BuildServiceProvider();
        server.Restarted += (_, _) => _back.TrySetResult();
        _ = server.WatchAsync(_end.Token);
    }

    public EmbeddedPostgres Server { get; }

    /// <summary>Ends when the server has died and is back.</summary>
    public Task Back => _back.Task;

    public IDbContextFactory<StrikeboardDb> Contexts =>
        _services.GetRequiredService<IDbContextFactory<StrikeboardDb>>();

    public static async Task<LoneServer> StartAsync(CancellationToken ct)
    {
        var folder = TestFolders.Create();
        var server = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { Folder = folder, Durable = false },
            TimeProvider.System,
            NullLogger.Instance,
            progress: null,
            ct
        );
        var options = new DataOptions { ConnectionString = server.ConnectionString, Mode = Mode.Demo };
        await new DatabaseMigrator(options, TimeProvider.System, NullLogger<DatabaseMigrator>.Instance).MigrateAsync(
            null,
            ct
        );
        return new LoneServer(folder, server, options);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _services.DisposeAsync();
        await Server.DisposeAsync();
        TestFolders.Delete(_folder);
        _end.Dispose();
    }
}
