using Npgsql;
using Strikeboard.Engine.Risk;

namespace Strikeboard.Engine.Trading.Desk;

/// <summary>The limits in force. Until they have been read there are none, and without limits nothing is opened.</summary>
internal sealed class LimitsDesk(NpgsqlDataSource source, TimeProvider time)
{
    private RiskLimits? _current;

    public RiskLimits? Current => Volatile.Read(ref _current);

    /// <summary>An account that never had limits begins with those for a small one.</summary>
    public async Task TakeUpAsync(CancellationToken cancellationToken)
    {
        await using (
            var command = source.CreateCommand(
                """
                INSERT INTO trading.risk_limits (limits, changed_by, reason, at)
                SELECT $1::json, 'setup', 'the first limits', $2 WHERE NOT EXISTS (SELECT FROM trading.risk_limits)
                """
            )
        )
        {
            command.Parameters.AddWithValue(RiskLimitsJson.Write(new RiskLimits()));
            command.Parameters.AddWithValue(time.GetUtcNow().UtcDateTime);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        await RefreshAsync(cancellationToken);
    }

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            "SELECT limits FROM trading.risk_limits ORDER BY version DESC LIMIT 1"
        );
        if (await command.ExecuteScalarAsync(cancellationToken) is string json)
            Volatile.Write(ref _current, RiskLimitsJson.Read(json));
    }
}
