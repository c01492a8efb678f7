using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Strikeboard.Data.Access;
using Strikeboard.Data.Operations;
using Strikeboard.Data.Prices;
using Strikeboard.Data.Trading;
using Strikeboard.Engine.Jobs;
using Strikeboard.Exchanges.Coinbase;
using Strikeboard.Exchanges.Kalshi;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Engine.Tests.Jobs;

public sealed class RetentionTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const int SecondsADay = 24 * 3600;
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 3, 15, 0, TimeSpan.Zero);
    private static readonly Symbol Btc = new("BTC");
    private readonly ManualTime _time = new(Now);
    private TestDatabase _database = null!;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;
    private PriceLogStore Prices => _database.Services.GetRequiredService<PriceLogStore>();

    public async ValueTask InitializeAsync() => _database = await postgres.CreateDatabaseAsync(Ct);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Run_EveryTable_KeepsItsOwnDays()
    {
        await FillAsync(ageDays: [0, 2, 5, 9]);
        await FillContentsAsync(ageDays: [0, 2, 5, 9]);
        await FillSessionsAsync(overForDays: [-1, 1, 29, 31, 40]);

        var gone = await RunAsync(
            new RetentionOptions
            {
                PriceLogDays = 1,
                CyclesDays = 3,
                EventsDays = 6,
                HealthStatusDays = 8,
                CommandsDays = 4,
                DecisionsDays = 4,
            }
        );

        Assert.Equal(
            [
                KeyValuePair.Create("commands", 2L),
                KeyValuePair.Create("cycleContents", 2L),
                KeyValuePair.Create("cycles", 2L),
                KeyValuePair.Create("decisionStretches", 2L),
                KeyValuePair.Create("decisions", 2L),
                KeyValuePair.Create("events", 1L),
                KeyValuePair.Create("healthStatus", 1L),
                KeyValuePair.Create("priceLogDays", 3L),
                KeyValuePair.Create("sessions", 2L),
                KeyValuePair.Create("tokens", 0L),
            ],
            gone
        );
        await using var db = await _database.Contexts.CreateDbContextAsync(Ct);
        Assert.Equal(2, await db.Cycles.CountAsync(Ct));
        Assert.Equal(3, await db.Events.CountAsync(Ct));
        Assert.Equal(3, await db.HealthStatus.CountAsync(Ct));
        Assert.Equal(2, await db.CommandReceipts.CountAsync(Ct));
        Assert.Equal("1", await AskAsync("SELECT count(*) FROM live_data.price_log"));
    }

    [Fact]
    public async Task Run_ZeroDays_KeepsEverything()
    {
        await FillAsync(ageDays: [0, 2000]);

        var gone = await RunAsync(
            new RetentionOptions
            {
                PriceLogDays = 0,
                CyclesDays = 0,
                EventsDays = 0,
                HealthStatusDays = 0,
                CommandsDays = 3000,
                DecisionsDays = 0,
            }
        );

        Assert.All(gone, table => Assert.Equal(0, table.Value));
        Assert.Equal("2", await AskAsync("SELECT count(*) FROM live_data.price_log"));
    }

    [Fact]
    public async Task Run_MoreThanASlice_EmptiesToTheLast()
    {
        await AskAsync(
            "INSERT INTO system.cycles (id, epoch, generation, due_at, started_at, ms, outcome, missed_before, steps) "
                + "SELECT i, 1, 1, '2026-01-01', '2026-01-01', 1, 'Succeeded', 0, '[]' FROM generate_series(1, 25000) i"
        );

        var gone = await RunAsync(new RetentionOptions());

        Assert.Equal(25_000, gone["cycles"]);
    }

    /// <summary>The figure, not a limit: what a day costs when its partition is dropped, and when its rows are deleted.</summary>
    [Fact]
    public async Task DropBefore_AWholeDay_IsPrintedBesideADelete()
    {
        var day = new DateTimeOffset(2026, 11, 10, 0, 0, 0, TimeSpan.Zero);
        foreach (var start in new[] { day, day.AddDays(1) })
        {
            var rows = Enumerable.Range(0, SecondsADay).Select(second => Row(start.AddSeconds(second)));
            await Prices.WriteAsync([.. rows], Ct);
        }

        var began = TimeProvider.System.GetTimestamp();
        var deleted = await AskAsync(
            "WITH gone AS (DELETE FROM live_data.price_log WHERE second >= '2026-11-11Z' AND second < '2026-11-12Z' RETURNING 1) SELECT count(*) FROM gone"
        );
        var byDelete = TimeProvider.System.GetElapsedTime(began);
        var left = await AskAsync("SELECT pg_total_relation_size('live_data.btc_price_log_20261111')");
        began = TimeProvider.System.GetTimestamp();
        var dropped = await Prices.DropBeforeAsync(new DateOnly(2026, 11, 11), Ct);
        var byDrop = TimeProvider.System.GetElapsedTime(began);

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"a day of {SecondsADay} rows: dropped in {byDrop.TotalMilliseconds:0.0} ms; deleted in {byDelete.TotalMilliseconds:0.0} ms, which leaves {left} bytes of dead rows behind"
        );
        Assert.Equal(("86400", 1), (deleted, dropped));
        Assert.Equal("0", await AskAsync("SELECT count(*) FROM live_data.price_log"));
    }

    [Fact]
    public async Task DropBefore_SomebodyReadsTheLog_PricesAreWrittenMeanwhileAndTheDropComesAbout()
    {
        await Prices.WriteAsync([Row(Now.AddDays(-3)), Row(Now)], Ct);
        await using var reading = await Source.OpenConnectionAsync(Ct);
        await using var transaction = await reading.BeginTransactionAsync(Ct);
        await using (var read = new NpgsqlCommand("SELECT count(*) FROM live_data.price_log", reading, transaction))
            await read.ExecuteScalarAsync(Ct);

        var drop = Prices.DropBeforeAsync(new DateOnly(2026, 11, 21), Ct);
        // Behind a drop that waited for ever this write would wait for ever, too.
        await Prices.WriteAsync([Row(Now.AddSeconds(1))], Ct).WaitAsync(TimeSpan.FromSeconds(20), Ct);
        await transaction.RollbackAsync(Ct);

        Assert.Equal(1, await drop);
        Assert.Equal("2", await AskAsync("SELECT count(*) FROM live_data.price_log"));
    }

    private NpgsqlDataSource Source => _database.Services.GetRequiredService<NpgsqlDataSource>();

    private static PriceRow Row(DateTimeOffset second) =>
        new(Btc, second, 84_000.5m, PriceRowKind.Observed, "coinbase");

    private async Task<IReadOnlyDictionary<string, long>> RunAsync(RetentionOptions options)
    {
        var nowhere = new Uri("http://127.0.0.1:9");
        var settings = new EngineSettings
        {
            Mode = Mode.Demo,
            NodeName = "bench",
            Version = "0",
            ConnectionString = _database.ConnectionString,
            Symbols = [],
            Coinbase = new CoinbaseOptions { RestUrl = nowhere, StreamUrl = nowhere },
            Kalshi = new KalshiOptions { RestUrl = nowhere, StreamUrl = nowhere },
            Retention = options,
        };
        return await new Retention(_database.Contexts, Prices, settings, _time).RunAsync(Ct);
    }

    private async Task FillAsync(int[] ageDays)
    {
        await Prices.WriteAsync([.. ageDays.Select(age => Row(Now.AddDays(-age)))], Ct);
        await using var db = await _database.Contexts.CreateDbContextAsync(Ct);
        foreach (var at in ageDays.Select(age => Now.AddDays(-age)))
        {
            var id = at.ToUnixTimeSeconds();
            db.Cycles.Add(
                new CycleRow
                {
                    Id = id,
                    DueAt = at,
                    StartedAt = at,
                    Steps = "[]",
                }
            );
            db.Events.Add(
                new EventRow
                {
                    Id = id,
                    At = at,
                    Source = "test",
                    Code = "test",
                    Message = "",
                    Facts = "{}",
                }
            );
            db.HealthStatus.Add(
                new HealthStatusRow
                {
                    At = at,
                    Status = "healthy",
                    Band = "good",
                    Checks = "[]",
                }
            );
            db.Decisions.Add(
                new DecisionRow
                {
                    CycleId = id,
                    At = at,
                    Content = [1],
                }
            );
            db.DecisionStretches.Add(
                new DecisionStretchRow
                {
                    Id = id,
                    FirstAt = at,
                    LastAt = at,
                    Symbol = "BTC",
                    Event = "event",
                    Instrument = "contract",
                    Outcome = "No",
                }
            );
            db.CommandReceipts.Add(
                new CommandReceipt
                {
                    CommandId = Guid.NewGuid(),
                    Caller = "test",
                    IdempotencyKey = $"{id}",
                    BodyHash = [1],
                    Outcome = "{}",
                    At = at,
                }
            );
        }
        await db.SaveChangesAsync(Ct);
    }

    private async Task FillContentsAsync(int[] ageDays)
    {
        await using var db = await _database.Contexts.CreateDbContextAsync(Ct);
        db.CycleContents.AddRange(
            ageDays.Select(days => new CycleContentRow { Id = Now.AddDays(-days).ToUnixTimeSeconds(), Packed = [1] })
        );
        await db.SaveChangesAsync(Ct);
    }

    private async Task FillSessionsAsync(int[] overForDays)
    {
        await using var db = await _database.Contexts.CreateDbContextAsync(Ct);
        var user = new User
        {
            Id = Guid.NewGuid(),
            Name = "wilma",
            NormalizedName = "wilma",
            Role = Role.Viewer,
            CreatedAt = Now,
        };
        db.Users.Add(user);
        db.Sessions.AddRange(
            overForDays.Select(days => new Session
            {
                Id = Guid.NewGuid(),
                UserId = user.Id,
                Kind = "script",
                Address = "127.0.0.1",
                Device = "test",
                CreatedAt = Now.AddDays(-days - 1),
                LastSeenAt = Now.AddDays(-days),
                ExpiresAt = Now.AddDays(-days),
            })
        );
        await db.SaveChangesAsync(Ct);
    }

    private async Task<string> AskAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return (await command.ExecuteScalarAsync(Ct))?.ToString() ?? "";
    }
}
