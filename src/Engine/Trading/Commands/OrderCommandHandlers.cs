using Strikeboard.Data;
using Strikeboard.Engine.Commands;
using Strikeboard.Engine.Trading.Desk;
using Strikeboard.Engine.Trading.Rules;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Commands;

internal sealed class PlaceOrderHandler(EntryDesk entries) : CommandHandler<PlaceOrder>
{
    protected override async Task<HandlerResult> ExecuteAsync(
        PlaceOrder command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    )
    {
        if (Fault(command) is { } fault)
            return HandlerResult.Refused(CommandVerdict.Invalid, fault);
        var wish = new EntryWish
        {
            Instrument = command.Instrument,
            Side = command.Side,
            Quantity = command.Quantity,
            LimitPrice = command.LimitPrice,
            Rests = command.RestsSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Protection = new Protection(command.StopPrice, command.TargetPrice, command.StopChance),
            OpenedBy = context.Actor.Name,
            Reason = context.Reason ?? "asked by a person",
        };
        var (connection, transaction) = CommandedChange.Of(db);
        var answer = await entries.PlaceAsync(wish, connection, transaction, cancellationToken);
        if (answer.Position is not { } position)
            return HandlerResult.Refused(CommandVerdict.Refused, answer.Refusal!);
        return HandlerResult
            .Done($"{position.Id}", after: position.Intents[0].Attempts[0].ClientOrderId)
            .Then(_ =>
            {
                entries.TakeUp(position);
                return Task.CompletedTask;
            });
    }

    /// <summary>Beyond it nothing can be reckoned, let alone bought.</summary>
    private const decimal MostContracts = 1_000_000m;

    private static Refusal? Fault(PlaceOrder command) =>
        !Enum.IsDefined(command.Side) ? new Refusal("order.side", "An order is for yes or for no.")
        : command.Quantity is <= 0 or > MostContracts
            ? new Refusal("order.quantity", "An order is for more than nothing and for a million contracts at most.")
        : command.LimitPrice is <= 0 or >= 1 ? new Refusal("order.price", "A limit price lies between 0 and 1 dollar.")
        : command.RestsSeconds is < 1 or > 3600
            ? new Refusal("order.rests", "An order rests between 1 second and 1 hour.").With(
                "restsSeconds",
                command.RestsSeconds
            )
        : command.StopPrice is <= 0 or >= 1 || command.TargetPrice is <= 0 or >= 1
            ? new Refusal("order.protection", "A stop and a target lie between 0 and 1 dollar.")
        : command.StopChance is <= 0 or >= 1 ? new Refusal("order.protection", "A chance lies between 0 and 1.")
        : null;
}

internal sealed class CancelOrderHandler(PositionDesk desk, CommandedChange changes, TimeProvider time)
    : CommandHandler<CancelOrder>
{
    protected override async Task<HandlerResult> ExecuteAsync(
        CancelOrder command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    )
    {
        if (desk.FindOrder(command.ClientOrderId) is not var (position, intent, attempt))
            return HandlerResult.Refused(CommandVerdict.NotFound, Refusals.NoOrder(command.ClientOrderId));
        if (intent.Purpose == IntentPurpose.Exit)
            return HandlerResult.Refused(
                CommandVerdict.Refused,
                new Refusal("order.is_exit", "An exit is not cancelled by hand: it protects what is held.")
            );
        if (attempt.IsFinal)
            return HandlerResult.Done($"The order is over already: {attempt.State}.");
        await changes.ApplyAsync(
            db,
            position.Id,
            _ => new EntryCancelAsked(context.Reason ?? $"cancelled by {context.Actor.Name}", Moments.Now(time)),
            cancellationToken
        );
        return HandlerResult
            .Done(
                "The order is being taken back; what fills until then stays, and stays protected.",
                attempt.State.ToString()
            )
            .Then(token => desk.AdoptAsync(position.Id, token));
    }
}

internal sealed class ResolveOrderHandler(PositionDesk desk, CommandedChange changes, TimeProvider time)
    : CommandHandler<ResolveOrder>
{
    protected override async Task<HandlerResult> ExecuteAsync(
        ResolveOrder command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    )
    {
        if (desk.FindOrder(command.ClientOrderId) is not var (position, _, attempt))
            return HandlerResult.Refused(CommandVerdict.NotFound, Refusals.NoOrder(command.ClientOrderId));
        if (command.Evidence.Trim().Length < 10)
            return HandlerResult.Refused(
                CommandVerdict.Invalid,
                new Refusal("resolve.evidence", "Say in a sentence what the venue shows of this order.")
            );
        if (command.Filled < attempt.Filled || command.Filled > attempt.Quantity)
            return HandlerResult.Refused(
                CommandVerdict.Invalid,
                new Refusal("resolve.filled", "So many cannot have been filled.")
                    .With("atLeast", attempt.Filled)
                    .With("atMost", attempt.Quantity)
            );
        if (attempt.State != AttemptState.Unknown)
            return HandlerResult.Refused(
                CommandVerdict.Conflict,
                new Refusal("resolve.known", $"What became of this order is known: {attempt.State}.")
            );
        await changes.ApplyAsync(
            db,
            position.Id,
            _ => new PersonResolved(command.ClientOrderId, command.Filled, command.Evidence, Moments.Now(time)),
            cancellationToken
        );
        return HandlerResult
            .Done("Kept, with your evidence.", attempt.State.ToString(), command.Evidence)
            .Then(token => desk.AdoptAsync(position.Id, token));
    }
}

internal sealed class CancelOrdersHandler(PositionDesk desk, CommandedChange changes, TimeProvider time)
    : CommandHandler<CancelOrders>
{
    protected override async Task<HandlerResult> ExecuteAsync(
        CancelOrders command,
        CommandContext context,
        StrikeboardDb db,
        CancellationToken cancellationToken
    )
    {
        var touched = await EntryCancels.AllAsync(
            desk,
            changes,
            db,
            context.Reason ?? $"cancelled by {context.Actor.Name}",
            time,
            cancellationToken
        );
        return HandlerResult
            .Done(touched.Count == 0 ? "No entry rests." : $"{touched.Count} entries are being taken back.")
            .Then(token => desk.AdoptAsync(touched, token));
    }
}
