using Npgsql;
using Strikeboard.Data;
using Strikeboard.Engine.Live;
using Strikeboard.Engine.Operations;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Desk;

/// <summary>The account's own row: what may be done with it. Whoever adds risk or changes the rules holds its lock.</summary>
internal sealed class AccountDesk(
    NpgsqlDataSource source,
    TradingVenue venue,
    KillSwitch kill,
    Facts facts,
    TimeProvider time
)
{
    private const string Columns = "risk_state, risk_reason, entries_paused, killed, changed_at, changed_by";
    private RiskView _view = RiskView.Unknown;

    public RiskView View => Over(Volatile.Read(ref _view));

    /// <summary>The switch counts, whatever the database says.</summary>
    public RiskView Over(RiskView view) => kill.Over(view);

    public async Task TakeUpAsync(CancellationToken cancellationToken)
    {
        await using (
            var command = source.CreateCommand(
                """
                INSERT INTO trading.accounts (venue, account, risk_state, risk_reason, entries_paused, killed, changed_at, changed_by)
                VALUES ($1, $2, 'Active', '', false, false, $3, 'setup') ON CONFLICT DO NOTHING
                """
            )
        )
        {
            Name(command);
            command.Parameters.AddWithValue(time.GetUtcNow().UtcDateTime);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        await RefreshAsync(cancellationToken);
    }

    /// <summary>Until the transaction ends nobody else adds risk to this account, nor changes what may be done with it.</summary>
    public async Task<RiskView> LockAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            $"SELECT {Columns} FROM trading.accounts WHERE venue = $1 AND account = $2 FOR UPDATE",
            connection,
            transaction
        );
        Name(command);
        return await ReadAsync(command, cancellationToken) ?? RiskView.Unknown;
    }

    /// <summary>Under the lock. Followed, after the commit, by <see cref="RefreshAsync"/>.</summary>
    public async Task ChangeAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        RiskView view,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            """
            UPDATE trading.accounts SET risk_state = $3, risk_reason = $4, entries_paused = $5, killed = $6, changed_at = $7, changed_by = $8
            WHERE venue = $1 AND account = $2
            """,
            connection,
            transaction
        );
        Name(command);
        command.Parameters.AddWithValue(view.State.ToString());
        command.Parameters.AddWithValue(view.Reason);
        command.Parameters.AddWithValue(view.EntriesPaused);
        command.Parameters.AddWithValue(view.Killed);
        command.Parameters.AddWithValue(time.GetUtcNow().UtcDateTime);
        command.Parameters.AddWithValue(view.ChangedBy);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            $"SELECT {Columns} FROM trading.accounts WHERE venue = $1 AND account = $2"
        );
        Name(command);
        if (await ReadAsync(command, cancellationToken) is { } view)
            Volatile.Write(ref _view, view);
        Tell();
    }

    public void Tell() => facts.Publish(new RiskChanged(View));

    private void Name(NpgsqlCommand command)
    {
        command.Parameters.AddWithValue(venue.Name);
        command.Parameters.AddWithValue(venue.Account);
    }

    private static async Task<RiskView?> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new RiskView
            {
                State = Enum.Parse<RiskState>(reader.GetString(0)),
                Reason = reader.GetString(1),
                EntriesPaused = reader.GetBoolean(2),
                Killed = reader.GetBoolean(3),
                Since = new DateTimeOffset(reader.GetDateTime(4), TimeSpan.Zero),
                ChangedBy = reader.GetString(5),
            }
            : null;
    }
}
