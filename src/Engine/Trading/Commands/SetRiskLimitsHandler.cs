using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Strikeboard.Data;
using Strikeboard.Engine.Commands;
using Strikeboard.Engine.Risk;
using Strikeboard.Engine.Trading.Desk;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Commands;

/// <summary>Keeps the new limits beside the old ones, together with the audit record; the gate judges by them from then on.</summary>
internal sealed class SetRiskLimitsHandler(LimitsDesk desk, EngineSettings engine, TimeProvider time)
    : CommandHandler<SetRiskLimits>
{
    protected override async Task<HandlerResult> ExecuteAsync(
        SetRiskLimits command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    )
    {
        // Whoever changes limits does so alone: what is based on a version must still find it the newest.
        await db.Database.ExecuteSqlAsync(
            $"SELECT pg_advisory_xact_lock(hashtextextended('risk_limits', 7))",
            cancellationToken
        );
        var last = await db
            .RiskLimits.AsNoTracking()
            .OrderByDescending(row => row.Version)
            .FirstOrDefaultAsync(cancellationToken);
        if (command.BasedOn is { } seen && seen != (last?.Version ?? 0))
            return HandlerResult.Refused(
                CommandVerdict.Conflict,
                new Refusal("limits.changed", "Somebody changed the limits meanwhile; look again.").With(
                    "version",
                    last?.Version ?? 0
                )
            );
        var (limits, refusal) = RiskLimitsJson.Of(command.Limits);
        if (limits is null)
            return HandlerResult.Refused(CommandVerdict.Invalid, refusal!);
        var before = last is null ? new RiskLimits() : RiskLimitsJson.Read(last.Limits);
        if (limits == before && last is not null)
            return HandlerResult.Done("Nothing differs from what is in force.");
        var loosened = string.Join(", ", limits.LoosenedAgainst(before));
        if (engine.Mode == Mode.Live && loosened.Length > 0)
            return HandlerResult.Refused(
                CommandVerdict.Refused,
                new Refusal(
                    "limits.second_person",
                    $"With real money a second person has to agree to looser limits ({loosened}); that way is not built yet."
                ).With("loosened", loosened)
            );
        var version = await KeepAsync(db, limits, context, cancellationToken);
        return HandlerResult
            .Done(
                $"The limits are in force as version {version}{(loosened.Length > 0 ? $", looser in {loosened}" : "")}.",
                RiskLimitsJson.Write(before),
                RiskLimitsJson.Write(limits)
            )
            .Then(desk.RefreshAsync);
    }

    private async Task<long> KeepAsync(
        StrikeboardDb db,
        RiskLimits limits,
        CommandContext context,
        CancellationToken cancellationToken
    )
    {
        var (connection, transaction) = CommandedChange.Of(db);
        await using var command = new NpgsqlCommand(
            "INSERT INTO trading.risk_limits (limits, changed_by, reason, at) VALUES ($1::json, $2, $3, $4) RETURNING version",
            connection,
            transaction
        );
        command.Parameters.AddWithValue(RiskLimitsJson.Write(limits));
        command.Parameters.AddWithValue(context.Actor.Name);
        command.Parameters.Add(
            new NpgsqlParameter { Value = (object?)context.Reason ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text }
        );
        command.Parameters.AddWithValue(time.GetUtcNow().UtcDateTime);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
