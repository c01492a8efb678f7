using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;
using Strikeboard.Data.Operations;
using Strikeboard.Model;

namespace Strikeboard.Data.Migrating;

/// <summary>
/// Brings the schema up to this program, once at a time over all processes, each step in a transaction: killed at any point,
/// the next start goes on from the last whole step.
/// </summary>
public sealed partial class DatabaseMigrator(DataOptions options, TimeProvider time, ILogger<DatabaseMigrator> logger)
{
    private const int OldestServer = 15;
    private static readonly TimeSpan OpenPatience = TimeSpan.FromSeconds(15);

    public async Task<MigrationResult> MigrateAsync(IProgress<string>? progress, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        // A session's lock: it goes with the connection, however this ends.
        await ExecuteAsync(
            connection,
            $"SELECT pg_advisory_lock({AdvisoryLocks.Family}, {AdvisoryLocks.Migration})",
            ct
        );
        await using var db = new StrikeboardDb(new DbContextOptionsBuilder<StrikeboardDb>().Use(connection).Options);
        if (await RefuseAsync(connection, db, ct) is { } refusal)
        {
            Log.Refused(logger, refusal.Code, refusal.Message);
            return new MigrationResult([], refusal);
        }

        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
        if (pending.Count > 0)
        {
            progress?.Report($"Bringing the database up to date ({pending.Count} steps)");
            await db.Database.MigrateAsync(ct);
            Log.Migrated(logger, pending.Count, pending[^1]);
        }

        await IdentifyAsync(db, ct);
        if (AppRole is { } role)
            await ExecuteAsync(connection, Grants.To(role), ct);
        return new MigrationResult(pending, Refusal: null);
    }

    private string MigratorString =>
        options.MigratorConnectionString is { Length: > 0 } separate ? separate : options.ConnectionString;

    /// <summary>The running role, where it is another than the one that changes the schema.</summary>
    private string? AppRole
    {
        get
        {
            var app = new NpgsqlConnectionStringBuilder(options.ConnectionString).Username;
            var migrator = new NpgsqlConnectionStringBuilder(MigratorString).Username;
            return app == migrator ? null : app;
        }
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken ct)
    {
        var text = new NpgsqlConnectionStringBuilder(MigratorString)
        {
            Pooling = false,
            // A step may rewrite a large table, and the lock may have to wait for another process to finish one.
            CommandTimeout = 0,
            ApplicationName = $"strikeboard migrator {options.Node}",
        };
        return await TransientFaults.RetryAsync(
            async token =>
            {
                var connection = new NpgsqlConnection(text.ConnectionString);
                try
                {
                    await connection.OpenAsync(token);
                    return connection;
                }
                catch
                {
                    await connection.DisposeAsync();
                    throw;
                }
            },
            OpenPatience,
            time,
            ct
        );
    }

    private async Task<Refusal?> RefuseAsync(NpgsqlConnection connection, StrikeboardDb db, CancellationToken ct)
    {
        if (connection.PostgreSqlVersion.Major < OldestServer)
            return new Refusal(
                MigrationRefusals.TooOld,
                $"The database server is PostgreSQL {connection.PostgreSqlVersion}; {OldestServer} or later is needed."
            ).With("version", connection.PostgreSqlVersion);
        if (await ModeAsync(connection, ct) is { } mode && mode != options.Mode.ToString())
            return new Refusal(
                MigrationRefusals.WrongMode,
                $"The database '{connection.Database}' belongs to mode {mode}, and this program was started in mode {options.Mode}. Each mode has its own database."
            )
                .With("databaseMode", mode)
                .With("mode", options.Mode);
        if (
            options.Mode != Mode.Demo
            && await AskAsync(
                connection,
                "SELECT concat_ws(' ', nullif(current_setting('fsync'), 'on'), nullif(current_setting('full_page_writes'), 'on'))",
                ct
            )
                is { Length: > 0 }
        )
            return new Refusal(
                MigrationRefusals.NotDurable,
                "The database server runs with fsync or full_page_writes off: an acknowledged order could be forgotten. Turn both on."
            );
        var unknown = (await db.Database.GetAppliedMigrationsAsync(ct))
            .Except(db.Database.GetMigrations(), StringComparer.Ordinal)
            .ToList();
        return unknown.Count == 0
            ? null
            : new Refusal(
                MigrationRefusals.Newer,
                $"The database's schema is newer than this program: it does not know {string.Join(", ", unknown)}. Start the newer program, or restore an older backup."
            ).With("unknown", string.Join(", ", unknown));
    }

    /// <summary>Null for a database that nobody has used yet.</summary>
    private static async Task<string?> ModeAsync(NpgsqlConnection connection, CancellationToken ct) =>
        await AskAsync(connection, "SELECT to_regclass('system.identity')::text", ct) is { Length: > 0 }
            ? await AskAsync(connection, "SELECT mode FROM system.identity", ct)
            : null;

    private async Task IdentifyAsync(StrikeboardDb db, CancellationToken ct)
    {
        if (await db.Identity.AnyAsync(ct))
            return;
        db.Identity.Add(
            new IdentityRow
            {
                Mode = options.Mode,
                InstanceId = Guid.NewGuid(),
                CreatedAt = time.GetUtcNow(),
            }
        );
        await db.SaveChangesAsync(ct);
    }

    private static async Task<string?> AskAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(ct) as string;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The database was brought up to date: {Count} steps, the last is {Last}.")]
        public static partial void Migrated(ILogger logger, int count, string last);

        [LoggerMessage(LogLevel.Critical, "The database is refused ({Code}): {Reason}")]
        public static partial void Refused(ILogger logger, string code, string reason);
    }
}
