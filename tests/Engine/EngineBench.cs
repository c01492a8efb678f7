using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Strikeboard.Data;
using Strikeboard.Data.Access;
using Strikeboard.Engine.Access;
using Strikeboard.Engine.Commands;
using Strikeboard.Engine.Jobs;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Operations;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Exchanges.Coinbase;
using Strikeboard.Exchanges.Kalshi;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Engine.Tests;

/// <summary>The whole engine as the host registers it, over a real database; nothing runs by itself.</summary>
internal sealed class EngineBench : IAsyncDisposable
{
    /// <summary>Nobody listens there: the feeds of a bench find no venue.</summary>
    private static readonly Uri Nowhere = new("http://127.0.0.1:9");
    private static readonly Uri NowhereStream = new("ws://127.0.0.1:9");

    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;

    private EngineBench(TestDatabase database, ServiceProvider services) =>
        (_database, _services) = (database, services);

    public ICommandDesk Desk => _services.GetRequiredService<ICommandDesk>();

    public IAuditReader Audit => _services.GetRequiredService<IAuditReader>();

    public IJobBoard Jobs => _services.GetRequiredService<IJobBoard>();

    public IEventReader Events => _services.GetRequiredService<IEventReader>();

    public IViewReader Views => _services.GetRequiredService<IViewReader>();

    public LiveBoard Board => _services.GetRequiredService<LiveBoard>();

    public IHostedService Node => _services.GetServices<IHostedService>().OfType<Node>().Single();

    public PipelineDriver Driver => _services.GetRequiredService<PipelineDriver>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public IDbContextFactory<StrikeboardDb> Contexts => _database.Contexts;

    public IReadOnlyList<IHostedService> Everything => [.. _services.GetServices<IHostedService>()];

    public static async Task<EngineBench> CreateAsync(
        PostgresFixture postgres,
        CancellationToken ct,
        Func<EngineSettings, EngineSettings>? change = null
    )
    {
        var database = await postgres.CreateDatabaseAsync(ct);
        var settings = new EngineSettings
        {
            Mode = Mode.Demo,
            NodeName = "bench",
            Version = "0",
            ConnectionString = database.ConnectionString,
            Symbols =
            [
                new SymbolOptions
                {
                    Name = "BTC",
                    CoinbaseProduct = "BTC-USD",
                    KalshiSeries = ["KXBTCD"],
                },
            ],
            Coinbase = new CoinbaseOptions { RestUrl = Nowhere, StreamUrl = NowhereStream },
            Kalshi = new KalshiOptions { RestUrl = Nowhere, StreamUrl = NowhereStream },
        };
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IHostApplicationLifetime, NoLifetime>()
            .AddSingleton<Passwords>()
            .AddEngine(change?.Invoke(settings) ?? settings);
        return new EngineBench(database, services.BuildServiceProvider());
    }

    /// <summary>As if the node had said so.</summary>
    public void TellLeader(LeaderStatus leader)
    {
        // The board hears only what is said after it was made.
        _ = Board;
        _services.GetRequiredService<Facts>().Publish(new LeaderChanged(leader));
    }

    public async Task<Actor> AddUserAsync(Role role, CancellationToken ct, bool enabled = true, string? password = null)
    {
        var name = $"{role}-{Guid.NewGuid():n}";
        await using var db = await Contexts.CreateDbContextAsync(ct);
        var user = new User
        {
            Id = Guid.NewGuid(),
            Name = name,
            NormalizedName = name.ToLowerInvariant(),
            Role = role,
            Enabled = enabled,
            PasswordHash = password is null ? null : _services.GetRequiredService<Passwords>().Hash(password),
            SecurityStamp = Guid.NewGuid(),
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
        db.Users.Add(user);
        await db.SaveChangesAsync(ct);
        return new Actor(user.Id, name, "test");
    }

    public async Task<IReadOnlyList<AuditEntry>> AuditAsync(CancellationToken ct) =>
        (await Audit.ReadAsync(new PageRequest(Limit: PageRequest.MostRows), null, null, ct)).Items;

    /// <summary>Lets both schedulers run what is due and what is asked for.</summary>
    public async Task StartWorkAsync(CancellationToken ct)
    {
        foreach (var scheduler in await _services.GetRequiredService<JobSchedulers>().AllAsync(ct))
            await scheduler.Start(ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    private sealed class NoLifetime : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => new(canceled: true);
        public CancellationToken ApplicationStopping => CancellationToken.None;
        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() { }
    }
}
