using System.Globalization;
using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;
using Strikeboard.Benchmarks.Inputs;
using Strikeboard.Benchmarks.Measuring;
using Strikeboard.Benchmarks.Reporting;
using Strikeboard.Data.Trading;
using Strikeboard.Engine.Trading.Rules;
using Strikeboard.Model;

namespace Strikeboard.Benchmarks.Bars;

/// <summary>
/// What keeps two from entering one thing, anybody from entering what was given up today, and two from selling one position: the
/// answers of the store, each against a bare prepared statement that says as much. Among 20,000 positions, 40 of them held.
/// </summary>
internal sealed class CoordinationBar : IBar
{
    private const int Past = 20_000;
    private const int Held = 40;
    private const string Venue = "kalshi";
    private const string Account = "bench";
    private static readonly TimeProvider Time = TimeProvider.System;

    public string Name => "8 coordination";

    public async IAsyncEnumerable<Row> MeasureAsync(
        Effort effort,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var store = await PrivateStore.StartAsync(cancellationToken);
        await FillAsync(store, cancellationToken);
        await using var connection = await store.Source.OpenConnectionAsync(cancellationToken);
        await using var slot = await PreparedAsync(
            connection,
            "SELECT 1 FROM trading.positions WHERE venue = $1 AND account = $2 AND instrument = $3 AND takes_slot",
            cancellationToken
        );
        await using var closed = await PreparedAsync(
            connection,
            "SELECT 1 FROM trading.closed_positions WHERE venue = $1 AND account = $2 AND instrument = $3 AND trading_day = $4",
            cancellationToken,
            TradingDays.Of(Time.GetUtcNow())
        );
        var rounds = effort.IsQuick ? 200 : 3000;
        yield return await CompareAsync(
            "a slot that is taken",
            rounds,
            i => RefusedAsync(connection, $"HELD-{i % Held}", SlotOutcome.AlreadyHeld, cancellationToken),
            i => AskAsync(slot, $"HELD-{i % Held}", cancellationToken),
            target: 4
        );
        yield return await CompareAsync(
            "a contract that was given up today",
            rounds,
            i => RefusedAsync(connection, $"PAST-{i % Past}", SlotOutcome.ClosedToday, cancellationToken),
            i => AskAsync(closed, $"PAST-{i % Past}", cancellationToken),
            target: 4
        );
        var (positions, claims) = (new PositionStore(store.Source), new Dictionary<int, Kept<Position>>());
        await using var bare = new NpgsqlCommand(
            "UPDATE trading.positions SET version = version + 1 WHERE id = $1 AND takes_slot",
            connection
        )
        {
            Parameters = { new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Uuid } },
        };
        await bare.PrepareAsync(cancellationToken);
        var ids = await IdsAsync(store, cancellationToken);
        yield return await CompareAsync(
            "the claim of an exit, on disk : one row on disk",
            Math.Min(rounds, 600),
            async i =>
            {
                var id = ids[i % (Held / 2)];
                var kept = (await positions.LoadAsync(id, cancellationToken))!;
                var began = Time.GetTimestamp();
                await ClaimAsync(positions, kept, cancellationToken);
                return Time.GetElapsedTime(began).TotalNanoseconds;
            },
            async i =>
            {
                bare.Parameters[0].Value = ids[(Held / 2) + (i % (Held / 2))];
                var began = Time.GetTimestamp();
                await bare.ExecuteNonQueryAsync(cancellationToken);
                return Time.GetElapsedTime(began).TotalNanoseconds;
            },
            target: 4
        );
        var perSecond = await IntentsAsync(store, TimeSpan.FromSeconds(effort.IsQuick ? 2 : 15), cancellationToken);
        yield return Row.More(
            Name,
            "wishes a second, slot and order and then 'sending' on disk, 16 at once, one account : 500",
            Figures.Rate(perSecond, "wishes"),
            "500 wishes/s",
            perSecond / 500,
            1
        );
    }

    /// <summary>Below the gate, which lets a hundred a second through at most. As above it the account is locked meanwhile.</summary>
    private static async Task<double> IntentsAsync(
        PrivateStore store,
        TimeSpan length,
        CancellationToken cancellationToken
    )
    {
        var (done, positions, began) = (0, new PositionStore(store.Source), Time.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => WishOnAsync(i), cancellationToken)));
        return done / Time.GetElapsedTime(began).TotalSeconds;

        async Task WishOnAsync(int worker)
        {
            for (var i = 0; Time.GetElapsedTime(began) < length; i++)
            {
                var position = Wanted(string.Create(CultureInfo.InvariantCulture, $"WISH-{worker}-{i}"));
                await using (var connection = await store.Source.OpenConnectionAsync(cancellationToken))
                await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
                {
                    await using var locked = new NpgsqlCommand(
                        $"SELECT 1 FROM trading.accounts WHERE venue = '{Venue}' AND account = '{Account}' FOR UPDATE",
                        connection,
                        transaction
                    );
                    await locked.ExecuteScalarAsync(cancellationToken);
                    await PositionStore.LeadsAsync(connection, transaction, 1, cancellationToken);
                    var change = new PositionChange(Guid.CreateVersion7(), position.OpenedAt, []);
                    await PositionStore.OpenAsync(connection, transaction, position, change, cancellationToken);
                    await transaction.CommitAsync(cancellationToken);
                }
                var begun = new SendBegun(position.Attempts.Single().ClientOrderId, null, Time.GetUtcNow());
                var turn = PositionRules.Apply(position, begun, new VenueTraits { ExpiryProves = true });
                var sending = new PositionChange(Guid.CreateVersion7(), begun.At, []);
                var kept = new Kept<Position>(position, 1);
                if (await positions.SaveAsync(kept, turn.Position, sending, 1, cancellationToken) == SaveOutcome.Saved)
                    Interlocked.Increment(ref done);
            }
        }
    }

    private async Task<Row> CompareAsync(
        string what,
        int rounds,
        Func<int, Task<double>> ours,
        Func<int, Task<double>> bare,
        double target
    )
    {
        var (mine, other) = (new List<double>(), new List<double>());
        for (var i = 0; i < rounds + (rounds / 10); i++)
        {
            var (a, b) = (await ours(i), await bare(i));
            if (i < rounds / 10)
                continue;
            mine.Add(a);
            other.Add(b);
        }
        var ratio = Statistics.Median([.. mine.Zip(other, (a, b) => a / b)]);
        return Row.Less(
            Name,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what} : a bare prepared query (p99 {Figures.Ns(Statistics.Quantile(mine, 0.99))})"
            ),
            Figures.Ns(Statistics.Median(mine)),
            Figures.Ns(Statistics.Median(other)),
            ratio,
            target
        );
    }

    /// <summary>As the desk asks: by trying to take it, in a transaction; then nobody can come in between.</summary>
    private static async Task<double> RefusedAsync(
        NpgsqlConnection connection,
        string instrument,
        SlotOutcome expected,
        CancellationToken cancellationToken
    )
    {
        var position = Wanted(instrument);
        var change = new PositionChange(Guid.CreateVersion7(), position.OpenedAt, []);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var began = Time.GetTimestamp();
        var outcome = await PositionStore.OpenAsync(connection, transaction, position, change, cancellationToken);
        var ns = Time.GetElapsedTime(began).TotalNanoseconds;
        return outcome == expected
            ? ns
            : throw new InvalidOperationException($"{instrument} was answered {outcome}, not {expected}");
    }

    private static async Task<double> AskAsync(
        NpgsqlCommand query,
        string instrument,
        CancellationToken cancellationToken
    )
    {
        query.Parameters[2].Value = instrument;
        var began = Time.GetTimestamp();
        var found = await query.ExecuteScalarAsync(cancellationToken);
        var ns = Time.GetElapsedTime(began).TotalNanoseconds;
        return found is not null ? ns : throw new InvalidOperationException($"{instrument} was not found");
    }

    private static async Task ClaimAsync(
        PositionStore positions,
        Kept<Position> kept,
        CancellationToken cancellationToken
    )
    {
        var now = Time.GetUtcNow();
        var asked = new ExitAsked(Guid.CreateVersion7(now), null, 0.5m, "measured", now);
        var turn = PositionRules.Apply(kept.Value, asked, new VenueTraits { ExpiryProves = true });
        var after =
            turn.Position == kept.Value
                ? kept.Value with
                {
                    Protection = new Protection(0.5m, null, null),
                }
                : turn.Position;
        var change = new PositionChange(Guid.CreateVersion7(now), now, []);
        var outcome = await positions.SaveAsync(kept, after, change, 1, cancellationToken);
        if (outcome != SaveOutcome.Saved)
            throw new InvalidOperationException($"a claim was answered {outcome}");
    }

    private static async Task<NpgsqlCommand> PreparedAsync(
        NpgsqlConnection connection,
        string sql,
        CancellationToken cancellationToken,
        DateOnly? day = null
    )
    {
        var command = new NpgsqlCommand(sql, connection)
        {
            Parameters =
            {
                new NpgsqlParameter { Value = Venue },
                new NpgsqlParameter { Value = Account },
                new NpgsqlParameter { Value = "", NpgsqlDbType = NpgsqlDbType.Text },
            },
        };
        if (day is { } one)
            command.Parameters.Add(new NpgsqlParameter { Value = one });
        await command.PrepareAsync(cancellationToken);
        return command;
    }

    private static async Task<List<Guid>> IdsAsync(PrivateStore store, CancellationToken cancellationToken)
    {
        await using var command = store.Source.CreateCommand(
            "SELECT id FROM trading.positions WHERE takes_slot ORDER BY instrument"
        );
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var ids = new List<Guid>();
        while (await reader.ReadAsync(cancellationToken))
            ids.Add(reader.GetGuid(0));
        return ids;
    }

    private static async Task FillAsync(PrivateStore store, CancellationToken cancellationToken)
    {
        await store.ExecuteAsync(
            $"""
            INSERT INTO system.lease (id, epoch, node, backend_pid, acquired_at) VALUES (1, 1, 'bench', 1, now())
                ON CONFLICT (id) DO UPDATE SET epoch = 1;
            INSERT INTO trading.accounts (venue, account, risk_state, risk_reason, entries_paused, killed, changed_at, changed_by)
                VALUES ('{Venue}', '{Account}', 'Active', '', false, false, now(), 'bench');
            INSERT INTO trading.positions (id, venue, account, instrument, side, symbol, event_ticker, exchange_index, trading_day,
                opened_by, opened_at, state, takes_slot, bought, sold, settled, paid_out, average_price, realised, fees, at_risk,
                version, change_id, changed_at, closed_at)
            SELECT gen_random_uuid(), '{Venue}', '{Account}', 'PAST-' || i, 'Yes', 'BTC', 'E', 2, '{TradingDays.Of(
                Time.GetUtcNow()
            ):yyyy-MM-dd}',
                'bench', now(), 'Closed', false, 1, 1, 0, 0, 0.5, 0, 0, 0, 1, gen_random_uuid(), now(), now()
            FROM generate_series(0, {Past - 1}) i
            """,
            cancellationToken
        );
        await store.ExecuteAsync(
            """
            INSERT INTO trading.closed_positions (venue, account, instrument, trading_day, position_id, closed_at)
            SELECT venue, account, instrument, trading_day, id, now() FROM trading.positions
            """,
            cancellationToken
        );
        await using var connection = await store.Source.OpenConnectionAsync(cancellationToken);
        for (var i = 0; i < Held; i++)
        {
            var position = Wanted($"HELD-{i}");
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await PositionStore.OpenAsync(
                connection,
                transaction,
                position,
                new PositionChange(Guid.CreateVersion7(), position.OpenedAt, []),
                cancellationToken
            );
            await transaction.CommitAsync(cancellationToken);
        }
        await store.ExecuteAsync("ANALYZE", cancellationToken);
    }

    private static Position Wanted(string instrument)
    {
        var now = Time.GetUtcNow();
        return PositionRules.Enter(
            new Position
            {
                Id = Guid.CreateVersion7(now),
                Venue = Venue,
                Account = Account,
                Instrument = instrument,
                Side = Side.Yes,
                Symbol = "BTC",
                EventTicker = "E",
                TradingDay = TradingDays.Of(now),
                OpenedBy = "bench",
                OpenedAt = now,
            },
            new OrderIntent
            {
                Id = Guid.CreateVersion7(now),
                Purpose = IntentPurpose.Entry,
                Quantity = 1,
                LimitPrice = 0.5m,
                Reason = "measured",
                AskedAt = now,
            }
        );
    }
}
