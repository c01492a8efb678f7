using Strikeboard.Data;
using Strikeboard.Data.Trading;
using Strikeboard.Engine.Commands;
using Strikeboard.Engine.Trading.Desk;
using Strikeboard.Engine.Trading.Exits;
using Strikeboard.Engine.Trading.Rules;
using Strikeboard.Exchanges;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Commands;

internal sealed class ClosePositionHandler(
    PositionDesk desk,
    CommandedChange changes,
    IMarketSights sights,
    ExitSettings settings,
    TimeProvider time
) : CommandHandler<ClosePosition>
{
    protected override async Task<HandlerResult> ExecuteAsync(
        ClosePosition command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    )
    {
        if (desk.Find(command.Id) is not { TakesSlot: true } position)
            return HandlerResult.Refused(CommandVerdict.NotFound, Refusals.NoPosition(command.Id));
        if (command.Quantity is <= 0 || command.Quantity > position.Quantity)
            return HandlerResult.Refused(
                CommandVerdict.Invalid,
                new Refusal("close.quantity", "So many cannot be sold.").With("held", position.Quantity)
            );
        var reason = context.Reason ?? $"closed by {context.Actor.Name}";
        var changed = await changes.ApplyAsync(
            db,
            command.Id,
            now => ExitWishes.Ask(now, command.Quantity, sights, settings, reason, time),
            cancellationToken
        );
        if (changed is not var (before, _))
            return HandlerResult.Refused(CommandVerdict.NotFound, Refusals.NoPosition(command.Id));
        return HandlerResult
            .Done("The exit manager sells it.", before.State.ToString())
            .Then(token => desk.AdoptAsync(command.Id, token));
    }
}

internal sealed class FlattenHandler(
    PositionDesk desk,
    CommandedChange changes,
    IMarketSights sights,
    ExitSettings settings,
    TimeProvider time
) : CommandHandler<Flatten>
{
    protected override async Task<HandlerResult> ExecuteAsync(
        Flatten command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    )
    {
        var reason = context.Reason ?? $"flattened by {context.Actor.Name}";
        var touched = new List<Guid>();
        foreach (var position in desk.All.Where(p => p.TakesSlot).ToList())
        {
            await changes.ApplyAsync(
                db,
                position.Id,
                now => ExitWishes.Ask(now, null, sights, settings, reason, time),
                cancellationToken
            );
            touched.Add(position.Id);
        }
        return HandlerResult
            .Done(touched.Count == 0 ? "Nothing is held." : $"{touched.Count} positions are being sold.")
            .Then(token => desk.AdoptAsync(touched, token));
    }
}

internal sealed class SetProtectionHandler(PositionDesk desk, CommandedChange changes) : CommandHandler<SetProtection>
{
    protected override async Task<HandlerResult> ExecuteAsync(
        SetProtection command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    )
    {
        if (
            command.StopPrice is <= 0 or >= 1
            || command.TargetPrice is <= 0 or >= 1
            || command.StopChance is <= 0 or >= 1
        )
            return HandlerResult.Refused(
                CommandVerdict.Invalid,
                new Refusal("protection.range", "A stop, a target and a chance lie between 0 and 1.")
            );
        if (command.StopPrice >= command.TargetPrice)
            return HandlerResult.Refused(
                CommandVerdict.Invalid,
                new Refusal("protection.order", "The stop lies below the target.")
            );
        var (connection, transaction) = CommandedChange.Of(db);
        while (true)
        {
            if (
                await PositionStore.LoadAsync(connection, command.Id, cancellationToken)
                is not { Value.TakesSlot: true } kept
            )
                return HandlerResult.Refused(CommandVerdict.NotFound, Refusals.NoPosition(command.Id));
            var wanted = new Protection(command.StopPrice, command.TargetPrice, command.StopChance);
            var turn = Turn.To(kept.Value with { Protection = wanted });
            if (await changes.SaveAsync(connection, transaction, kept, turn, cancellationToken))
                return HandlerResult
                    .Done("The protection is changed.", kept.Value.Protection.ToString(), wanted.ToString())
                    .Then(token => desk.AdoptAsync(command.Id, token));
        }
    }
}
