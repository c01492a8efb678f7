using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Strikeboard.Data.Migrating;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Data.Tests.Migrating;

public sealed class DatabaseMigratorTests(PostgresFixture postgres)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Migrate_EmptyDatabase_MakesThePromisedTables()
    {
        await using var database = await postgres.CreateEmptyDatabaseAsync(Ct);

        var result = await MigrateAsync(database.Options);

        Assert.True(result.Accepted);
        Assert.NotEmpty(result.Applied);
        foreach (
            var table in (string[])
                ["live_data.price_log", "live_data.btc_price_log", "live_data.eth_price_log", "system.health_status"]
        )
            Assert.Equal(table, await AskAsync(database, $"SELECT to_regclass('{table}')::text"));
        Assert.Equal("Demo", await AskAsync(database, "SELECT mode FROM system.identity"));
        Assert.Equal(
            "1",
            await AskAsync(database, "SELECT count(*) FROM information_schema.schemata WHERE schema_name = 'jobs'")
        );
    }

    [Fact]
    public async Task Migrate_Twice_ChangesNothing()
    {
        await using var database = await postgres.CreateDatabaseAsync(Ct);

        var again = await MigrateAsync(database.Options);

        Assert.True(again.Accepted);
        Assert.Empty(again.Applied);
    }

    [Fact]
    public async Task Migrate_SeveralAtOnce_OneAppliesAndAllAreAccepted()
    {
        await using var database = await postgres.CreateEmptyDatabaseAsync(Ct);

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => MigrateAsync(database.Options)));

        Assert.All(results, result => Assert.True(result.Accepted));
        Assert.Single(results, result => result.Applied.Count > 0);
    }

    [Fact]
    public async Task Migrate_DatabaseOfAnotherMode_IsRefused()
    {
        await using var database = await postgres.CreateDatabaseAsync(Ct);

        var result = await MigrateAsync(database.Options with { Mode = Mode.Live });

        Assert.Equal(MigrationRefusals.WrongMode, result.Refusal?.Code);
        Assert.Equal("Demo", result.Refusal?.Facts["databaseMode"]);
    }

    [Fact]
    public async Task Migrate_SchemaOfANewerProgram_IsRefused()
    {
        await using var database = await postgres.CreateDatabaseAsync(Ct);
        await AskAsync(database, "INSERT INTO system.migrations VALUES ('29990101000000_Future', '99.0') RETURNING 1");

        var result = await MigrateAsync(database.Options);

        Assert.Equal(MigrationRefusals.Newer, result.Refusal?.Code);
        Assert.Contains("29990101000000_Future", result.Refusal?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_ServerThatMayForgetCommits_IsRefusedOutsideTheDemo()
    {
        await using var database = await postgres.CreateEmptyDatabaseAsync(Ct);

        // The tests' own server runs without fsync.
        var result = await MigrateAsync(database.Options with { Mode = Mode.Paper });

        Assert.Equal(MigrationRefusals.NotDurable, result.Refusal?.Code);
    }

    [Fact]
    public async Task Migrate_KilledBetweenSteps_LeavesNothingHalfDone()
    {
        await using var database = await postgres.CreateEmptyDatabaseAsync(Ct);
        // A table in the way of the last statement of the first step stands for a death in its middle.
        await AskAsync(database, "CREATE SCHEMA jobs");

        await Assert.ThrowsAnyAsync<Exception>(() => MigrateAsync(database.Options));
        Assert.Equal("", await AskAsync(database, "SELECT to_regclass('system.audit')::text"));

        await AskAsync(database, "DROP SCHEMA jobs");
        Assert.True((await MigrateAsync(database.Options)).Accepted);
    }

    [Fact]
    public async Task Migrate_WithASeparateRole_LeavesTheRunningRoleRowsOnly()
    {
        await using var database = await postgres.CreateEmptyDatabaseAsync(Ct);
        await AskAsync(database, "CREATE ROLE running_role LOGIN PASSWORD 'for-this-test'");
        var app = new NpgsqlConnectionStringBuilder(database.ConnectionString)
        {
            Username = "running_role",
            Password = "for-this-test",
            Pooling = false,
        }.ConnectionString;

        var result = await MigrateAsync(
            database.Options with
            {
                ConnectionString = app,
                MigratorConnectionString = database.ConnectionString,
            }
        );

        Assert.True(result.Accepted);
        Assert.Equal(
            "1",
            await AskAsync(app, "SELECT live_data.ensure_price_partitions('BTC', '2026-11-21', '2026-11-21')")
        );
        await AskAsync(app, "CREATE TABLE jobs.mine (id int)");
        foreach (
            var forbidden in (string[])
                [
                    "DELETE FROM system.audit",
                    "TRUNCATE system.audit",
                    "UPDATE system.identity SET mode = 'Live'",
                    "CREATE TABLE system.mine (id int)",
                    "DROP TABLE system.events",
                ]
        )
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => AskAsync(app, forbidden));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }

        await AskAsync(database, "DROP OWNED BY running_role; DROP ROLE running_role");
    }

    private static Task<MigrationResult> MigrateAsync(DataOptions options) =>
        new DatabaseMigrator(options, TimeProvider.System, NullLogger<DatabaseMigrator>.Instance).MigrateAsync(
            progress: null,
            Ct
        );

    private static Task<string> AskAsync(TestDatabase database, string sql) => AskAsync(database.ConnectionString, sql);

    private static async Task<string> AskAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        return (await command.ExecuteScalarAsync(Ct))?.ToString() ?? "";
    }
}
