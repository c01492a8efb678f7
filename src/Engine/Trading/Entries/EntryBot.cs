using System.Text.Json;
using Npgsql;
using Strikeboard.Engine.Operations;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Entries;

/// <summary>What automated entry is set to, and whether it has switched itself off: kept, so that a start remembers.</summary>
internal sealed class EntryBot(NpgsqlDataSource source, EngineSettings engine, IEventLog events, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly HashSet<Guid> _counted = [];
    private EntrySettings _settings = new();
    private EntryGuard _guard = EntryGuard.Armed;
    private EntryGuard _kept = EntryGuard.Armed;
    private DateTimeOffset? _lastEntryAt;
    private DateTimeOffset? _lastRefusalAt;

    public EntrySettings Settings => Volatile.Read(ref _settings);

    public EntryGuard Guard
    {
        get
        {
            lock (_gate)
                return _guard;
        }
    }

    public DateTimeOffset? LastEntryAt => _lastEntryAt;

    public DateTimeOffset? LastRefusalAt => _lastRefusalAt;

    public async Task TakeUpAsync(CancellationToken cancellationToken)
    {
        var first = EntrySettings.For(engine.Mode);
        await using (
            var command = source.CreateCommand(
                """
                INSERT INTO trading.bots (name, is_on, disarmed_because, settings, changed_at, changed_by)
                VALUES ($1, $2, '', $3::json, $4, 'setup') ON CONFLICT DO NOTHING
                """
            )
        )
        {
            command.Parameters.AddWithValue(AutoEntry.Name);
            command.Parameters.AddWithValue(first.Enabled);
            command.Parameters.AddWithValue(Write(new BotMemory(first, EntryGuard.Armed)));
            command.Parameters.AddWithValue(time.GetUtcNow().UtcDateTime);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        await RefreshAsync(cancellationToken);
    }

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("SELECT is_on, settings FROM trading.bots WHERE name = $1");
        command.Parameters.AddWithValue(AutoEntry.Name);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            return;
        var memory = JsonSerializer.Deserialize<BotMemory>(reader.GetString(1))!;
        lock (_gate)
        {
            Volatile.Write(ref _settings, memory.Settings with { Enabled = reader.GetBoolean(0) });
            (_guard, _kept) = (memory.Guard, memory.Guard);
        }
    }

    /// <summary>The row as it is kept, for one who changes it in this transaction; null where there is none yet.</summary>
    public static async Task<BotMemory?> LockAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            "SELECT is_on, settings FROM trading.bots WHERE name = $1 FOR UPDATE",
            connection,
            transaction
        );
        command.Parameters.AddWithValue(AutoEntry.Name);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            return null;
        var memory = JsonSerializer.Deserialize<BotMemory>(reader.GetString(1))!;
        return memory with { Settings = memory.Settings with { Enabled = reader.GetBoolean(0) } };
    }

    /// <summary>Followed, after the commit, by <see cref="RefreshAsync"/>.</summary>
    public async Task SaveAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        BotMemory memory,
        string by,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            """
            UPDATE trading.bots SET is_on = $2, settings = $3::json, disarmed_because = $4, changed_at = $5, changed_by = $6
            WHERE name = $1
            """,
            connection,
            transaction
        );
        command.Parameters.AddWithValue(AutoEntry.Name);
        command.Parameters.AddWithValue(memory.Settings.Enabled);
        command.Parameters.AddWithValue(Write(memory));
        command.Parameters.AddWithValue(memory.Guard.Reason?.Message ?? "");
        command.Parameters.AddWithValue(time.GetUtcNow().UtcDateTime);
        command.Parameters.AddWithValue(by);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public void Entered()
    {
        lock (_gate)
            _lastEntryAt = time.GetUtcNow();
    }

    public void Refused(Refusal refusal)
    {
        lock (_gate)
        {
            _lastRefusalAt = time.GetUtcNow();
            Move(_guard.Refused(refusal.Code, Settings.Guard, time.GetUtcNow()));
        }
    }

    /// <summary>One of its own positions has changed: the venue took an order, refused it, or the position has ended.</summary>
    public void Learn(Position position)
    {
        if (position.OpenedBy != AutoEntry.Name || position.TakesSlot)
            return;
        var now = time.GetUtcNow();
        lock (_gate)
        {
            if (!_counted.Add(position.Id) || now - position.LastAskedAt > TimeSpan.FromHours(2))
                return;
            if (position.State == PositionState.Closed)
                Move(_guard.Taken().Closed(PositionMoney.Of(position).Net, TradingDays.Of(now), Settings.Guard, now));
            else if (position.Attempts.LastOrDefault() is { State: AttemptState.Rejected } refused)
                Move(_guard.Refused($"venue.{refused.Reason.Split(':')[0]}", Settings.Guard, now));
        }
    }

    /// <summary>Once a cycle, where something has changed.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        EntryGuard guard;
        lock (_gate)
        {
            if (_guard == _kept)
                return;
            guard = _guard;
        }
        // The guard alone: the settings are a person's, who may be changing them just now.
        await using var command = source.CreateCommand(
            """
            UPDATE trading.bots SET settings = jsonb_set(settings::jsonb, '{Guard}', $2::jsonb)::json, disarmed_because = $3
            WHERE name = $1
            """
        );
        command.Parameters.AddWithValue(AutoEntry.Name);
        command.Parameters.AddWithValue(JsonSerializer.Serialize(guard));
        command.Parameters.AddWithValue(guard.Reason?.Message ?? "");
        await command.ExecuteNonQueryAsync(cancellationToken);
        lock (_gate)
            _kept = guard;
    }

    internal static string Write(BotMemory memory) => JsonSerializer.Serialize(memory);

    private void Move(EntryGuard guard)
    {
        if (_guard.IsArmed && guard.Reason is { } reason)
            events.Record(
                Severity.Error,
                AutoEntry.Name,
                reason.Code,
                $"Automated entry has switched itself off: {reason.Message} Arm it again when that is understood."
            );
        _guard = guard;
    }
}

/// <summary>What is kept of a bot as JSON.</summary>
internal sealed record BotMemory(EntrySettings Settings, EntryGuard Guard);
