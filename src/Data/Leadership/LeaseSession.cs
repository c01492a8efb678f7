using Npgsql;
using Strikeboard.Model;

namespace Strikeboard.Data.Leadership;

/// <summary>The one connection on which leadership rests. It is never pooled: a lock that leaks into a pool would outlive its owner.</summary>
internal sealed class LeaseSession(DataOptions options, TimeProvider time) : IAsyncDisposable
{
    private const int SecondsToConnect = 3;
    private const int SecondsToAnswer = 2;
    private static readonly TimeSpan OpenPatience = TimeSpan.FromSeconds(1);

    private static readonly string TryLock = FormattableString.Invariant(
        $"SELECT pg_try_advisory_lock({AdvisoryLocks.Family}, {AdvisoryLocks.Leader})"
    );

    /// <summary>The recorded leader, or one that holds the lock but has done nothing since: never one that is just taking over.</summary>
    private static readonly string EndStale = FormattableString.Invariant(
        $"""
        SELECT s.node, pg_terminate_backend(l.pid)
        FROM pg_locks l
        JOIN pg_stat_activity a ON a.pid = l.pid
        CROSS JOIN system.lease s
        WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2
          AND l.classid = {AdvisoryLocks.Family} AND l.objid = {AdvisoryLocks.Leader}
          AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND l.pid <> pg_backend_pid()
          AND (l.pid = s.backend_pid OR a.state_change < clock_timestamp() - @stale)
          AND EXISTS (SELECT FROM system.lease_heartbeat h WHERE h.at < clock_timestamp() - @stale)
        """
    );

    /// <summary>The new epoch waits for transactions that fenced themselves with the old one; see <see cref="LeaseFence"/>.</summary>
    private const string Take = """
        UPDATE system.lease_heartbeat SET at = clock_timestamp();
        UPDATE system.lease
        SET epoch = epoch + 1, node = @node, url = @url, backend_pid = pg_backend_pid(), acquired_at = clock_timestamp()
        RETURNING epoch;
        """;

    /// <summary>Only a leader fences itself, so whoever blocks the next epoch belongs to the one that is gone.</summary>
    private const string EndFenced = """
        SELECT pg_terminate_backend(pid)
        FROM pg_locks
        WHERE locktype = 'relation' AND relation = 'system.lease'::regclass AND mode = 'RowShareLock' AND granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND pid <> pg_backend_pid()
        """;

    private const string Beat = "UPDATE system.lease_heartbeat SET at = clock_timestamp()";

    private const string Current = """
        SELECT s.node, s.epoch, h.at > clock_timestamp() - @stale, s.url FROM system.lease s CROSS JOIN system.lease_heartbeat h
        """;

    private NpgsqlConnection? _connection;

    private NpgsqlConnection Connection =>
        _connection ?? throw new InvalidOperationException("The session is not open.");

    public async Task OpenAsync(CancellationToken ct)
    {
        var text = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            Pooling = false,
            Timeout = SecondsToConnect,
            CommandTimeout = SecondsToAnswer,
            CancellationTimeout = -1,
            ApplicationName = $"strikeboard lease {options.Node}",
        };
        _connection = new NpgsqlConnection(text.ConnectionString);
        await TransientFaults.RetryAsync(
            async token =>
            {
                await _connection.OpenAsync(token);
                return true;
            },
            OpenPatience,
            time,
            ct
        );
    }

    public async Task<bool> TryLockAsync(CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(TryLock, Connection);
        return await command.ExecuteScalarAsync(ct) is true;
    }

    /// <summary>The node whose session was ended, or null where the leader is well.</summary>
    public async Task<string?> EndStaleHolderAsync(TimeSpan stale, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(EndStale, Connection);
        command.Parameters.AddWithValue("stale", stale);
        return await command.ExecuteScalarAsync(ct) as string;
    }

    public async Task<long> TakeAsync(CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await ExecuteAsync("SET lock_timeout = '1s'", ct);
                await using var command = new NpgsqlCommand(Take, Connection);
                command.Parameters.AddWithValue("node", options.Node);
                command.Parameters.AddWithValue("url", options.PublicUrl);
                return (long)(await command.ExecuteScalarAsync(ct))!;
            }
            catch (PostgresException blocked) when (blocked.SqlState == PostgresErrorCodes.LockNotAvailable)
            {
                await ExecuteAsync(EndFenced, ct);
            }
        }
    }

    public Task BeatAsync(CancellationToken ct) => ExecuteAsync(Beat, ct);

    public async Task<LeaderStatus> CurrentAsync(string me, TimeSpan stale, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Current, Connection);
        command.Parameters.AddWithValue("stale", stale);
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct) || !reader.GetBoolean(2))
            return LeaderStatus.Nobody;
        return new LeaderStatus(reader.GetString(0), reader.GetInt64(1), reader.GetString(0) == me)
        {
            Url = reader.GetString(3),
        };
    }

    /// <summary>Hands the open connection to a session of its own, so that disposing this one leaves it open.</summary>
    public LeaseSession Detach()
    {
        var taken = new LeaseSession(options, time) { _connection = _connection };
        _connection = null;
        return taken;
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
            await _connection.DisposeAsync();
    }

    private async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, Connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
