using Strikeboard.Data;
using Strikeboard.Engine.Commands;
using Strikeboard.Engine.Trading.Desk;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Commands;

/// <summary>A change of what may be done with the account, under its lock.</summary>
internal abstract class SwitchHandler<TCommand>(AccountDesk account) : CommandHandler<TCommand>
    where TCommand : Command
{
    protected override async Task<HandlerResult> ExecuteAsync(
        TCommand command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    )
    {
        var (connection, transaction) = CommandedChange.Of(db);
        var before = await account.LockAsync(connection, transaction, cancellationToken);
        var (after, message) = Change(before, context);
        if (after == before)
            return HandlerResult.Done(message);
        await account.ChangeAsync(
            connection,
            transaction,
            after with
            {
                ChangedBy = context.Actor.Name,
            },
            cancellationToken
        );
        return HandlerResult.Done(message, Describe(before), Describe(after)).Then(account.RefreshAsync);
    }

    protected abstract (RiskView After, string Message) Change(RiskView before, CommandContext context);

    protected static string Describe(RiskView view) =>
        $$"""{"state":"{{view.State}}","entriesPaused":{{(view.EntriesPaused ? "true" : "false")}},"killed":{{(view.Killed ? "true" : "false")}}}""";
}

internal sealed class PauseEntriesHandler(AccountDesk account) : SwitchHandler<PauseEntries>(account)
{
    protected override (RiskView After, string Message) Change(RiskView before, CommandContext context) =>
        (
            before with
            {
                EntriesPaused = true,
            },
            "Entries are paused. Positions stay and stay protected, and what rests of entries goes on."
        );
}

internal sealed class ResumeEntriesHandler(AccountDesk account) : SwitchHandler<ResumeEntries>(account)
{
    protected override (RiskView After, string Message) Change(RiskView before, CommandContext context) =>
        (
            before with
            {
                EntriesPaused = false,
            },
            before.Killed ? "Entries are resumed, and the desk is still killed: re-arm it." : "Entries are resumed."
        );
}

internal sealed class KillHandler(
    AccountDesk account,
    KillSwitch kill,
    PositionDesk desk,
    CommandedChange changes,
    TradingVenue venue,
    TimeProvider time
) : CommandHandler<Kill>, IEmergencyHandler
{
    private static readonly TimeSpan CancelWithin = TimeSpan.FromSeconds(10);

    public EmergencyEffect ActAtOnce(CommandContext context)
    {
        var isNew = !kill.IsOn;
        var trouble = kill.Pull(context.Actor.Name);
        account.Tell();
        return new EmergencyEffect(
            () => WithoutRecord(trouble),
            () =>
            {
                if (isNew)
                    kill.Release();
                account.Tell();
            }
        );
    }

    /// <summary>Straight to the venue: that they are cancelled is read back from there.</summary>
    private string WithoutRecord(string? trouble)
    {
        var resting = EntryCancels.Resting(desk).ToList();
        foreach (var (position, attempt) in resting)
            _ = Task.Run(() => CancelAsync(position, attempt));
        var kept = trouble is null ? "" : $" The switch is on in memory alone: {trouble}";
        return $"Killed: nothing is opened until it is re-armed, and {resting.Count} entries are being taken back. "
            + $"The database is away; the record is kept when it is back.{kept}";
    }

    private async Task CancelAsync(Position position, OrderAttempt attempt)
    {
        using var limit = new CancellationTokenSource(CancelWithin, time);
        Task cancelling = venue.Orders.CancelAsync(attempt.VenueOrderId!, position.ExchangeIndex, limit.Token);
        await cancelling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    protected override async Task<HandlerResult> ExecuteAsync(
        Kill command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    )
    {
        // Once more: the record of an earlier pull may be kept only now, after a re-arming it did not know of.
        kill.Pull(context.Actor.Name);
        account.Tell();
        DeskTrace.Log.SwitchPulled(context.Actor.Name);
        var (connection, transaction) = CommandedChange.Of(db);
        var before = await account.LockAsync(connection, transaction, cancellationToken);
        var reason = context.Reason ?? $"killed by {context.Actor.Name}";
        await account.ChangeAsync(
            connection,
            transaction,
            before with
            {
                Killed = true,
                State = RiskState.Halted,
                Reason = reason,
                ChangedBy = context.Actor.Name,
            },
            cancellationToken
        );
        var touched = await EntryCancels.AllAsync(desk, changes, db, reason, time, cancellationToken);
        return HandlerResult
            .Done(
                $"Killed: nothing is opened until it is re-armed, and {touched.Count} entries are being taken back. Positions stay and stay protected.",
                before.State.ToString(),
                nameof(RiskState.Halted)
            )
            .Then(async token =>
            {
                DeskTrace.Log.SwitchKept(context.Actor.Name);
                await desk.AdoptAsync(touched, token);
                await account.RefreshAsync(token);
            });
    }
}

internal sealed class RearmHandler(AccountDesk account, KillSwitch kill) : CommandHandler<Rearm>
{
    protected override async Task<HandlerResult> ExecuteAsync(
        Rearm command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    )
    {
        if (string.IsNullOrWhiteSpace(context.Reason))
            return HandlerResult.Refused(
                CommandVerdict.Invalid,
                new Refusal("rearm.reason", "Say why risk may be opened again.")
            );
        var (connection, transaction) = CommandedChange.Of(db);
        var before = await account.LockAsync(connection, transaction, cancellationToken);
        await account.ChangeAsync(
            connection,
            transaction,
            before with
            {
                Killed = false,
                State = RiskState.Active,
                Reason = "",
                ChangedBy = context.Actor.Name,
            },
            cancellationToken
        );
        return HandlerResult
            .Done("Re-armed: risk may be opened again.", before.State.ToString(), nameof(RiskState.Active))
            .Then(token =>
            {
                DeskTrace.Log.RearmKept(context.Actor.Name);
                kill.Release();
                return account.RefreshAsync(token);
            });
    }
}
