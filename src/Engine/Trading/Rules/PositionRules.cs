using System.Collections.Immutable;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Rules;

/// <summary>
/// How a position moves: a function of what is known and what happened. Whoever keeps positions keeps the result before acting
/// on it, so that a crash between the two loses an act, never a memory.
/// </summary>
internal static class PositionRules
{
    /// <summary>A wish to enter, with its first try planned and the slot taken.</summary>
    public static Position Enter(Position empty, OrderIntent entry) =>
        empty with
        {
            Intents = [entry with { Attempts = [Plan(entry, 1, entry.Quantity, entry.LimitPrice, null)] }],
        };

    public static Turn Apply(Position position, TradeEvent happened, VenueTraits venue)
    {
        var turn = happened switch
        {
            SendBegun e => On(position, e.ClientOrderId, a => AttemptRules.Begin(a, e)),
            SendDropped e => On(position, e.ClientOrderId, a => AttemptRules.Drop(a, e.Reason)),
            SendRefused e => On(position, e.ClientOrderId, a => AttemptRules.Refuse(a, e.Reason)),
            SendInDoubt e => Doubt(position, e),
            OrderSeen e => Report(position, e),
            OrderAbsent e => On(
                position,
                e.ClientOrderId,
                a => AttemptRules.Absent(a, e.At, position.MarketClosesAt, venue)
            ),
            FillSeen e => Book(position, e.Fill),
            ExitAsked e => Turn.To(AskExit(position, e)),
            EntryCancelAsked e => Turn.To(CancelEntry(position, e.Reason)),
            PositionSettled e => Settle(position, e),
            PersonResolved e => On(position, e.ClientOrderId, a => AttemptRules.Resolve(a, e)),
            _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "nothing is known of such an event"),
        };
        return turn.Position == position ? turn : ExitRules.Carry(turn, happened.At, venue);
    }

    public static OrderAttempt Plan(
        OrderIntent intent,
        int number,
        decimal quantity,
        decimal limitPrice,
        DateTimeOffset? notBefore
    ) =>
        new()
        {
            Number = number,
            ClientOrderId = OrderNames.Of(intent, number),
            Quantity = quantity,
            LimitPrice = limitPrice,
            NotBefore = notBefore,
        };

    private static Turn Doubt(Position position, SendInDoubt doubt)
    {
        var turn = On(position, doubt.ClientOrderId, a => AttemptRules.Doubt(a, doubt.Reason));
        return turn.Position == position
            ? turn
            : turn.With("order.unknown", $"{doubt.ClientOrderId} may or may not be at the venue: {doubt.Reason}.");
    }

    private static Turn Report(Position position, OrderSeen seen)
    {
        var report = seen.Report;
        if (Find(position, report.ClientOrderId) is not { } before)
            return Turn.To(position);
        if (before.VenueOrderId is { } bound && !string.Equals(bound, report.VenueOrderId, StringComparison.Ordinal))
            return Turn.To(position)
                .With(
                    "order.rebound",
                    $"{report.ClientOrderId} is {bound}, and the venue now calls it {report.VenueOrderId}."
                );
        var turn = On(position, report.ClientOrderId, a => AttemptRules.Report(a, report));
        if (AttemptRules.IsOurConclusion(before.State) && (report.State == ReportedState.Working || report.Filled > 0))
            turn = turn.With(
                "order.back",
                $"{report.ClientOrderId} was held to be {before.State} and is there after all."
            );
        return report.Filled > before.Quantity
            ? turn.With("order.overfilled", $"{report.ClientOrderId} filled {report.Filled} of {before.Quantity}.")
            : turn;
    }

    private static Turn Book(Position position, Fill fill)
    {
        var attempt = position.Attempts.FirstOrDefault(a => Names(fill, a));
        if (attempt is null || position.Fills.Any(known => known.TradeId == fill.TradeId))
            return Turn.To(position);
        var turn = On(
            position with
            {
                Fills = position.Fills.Add(fill),
            },
            attempt.ClientOrderId,
            a => AttemptRules.Book(a, fill)
        );
        return AttemptRules.IsOurConclusion(attempt.State) || attempt.State == AttemptState.Planned
            ? turn.With("order.back", $"{attempt.ClientOrderId} was held to be {attempt.State} and has filled.")
            : turn;
    }

    private static Position AskExit(Position position, ExitAsked asked)
    {
        if (!position.TakesSlot)
            return position;
        var quantity = asked.Quantity ?? position.Quantity;
        if (position.Exit is { } open)
            return CancelEntry(
                Replace(
                    position,
                    open with
                    {
                        Everything = open.Everything || asked.Quantity is null,
                        Quantity = Math.Max(open.Quantity, quantity),
                        LimitPrice = Math.Min(open.LimitPrice, asked.LimitPrice),
                        Attempts = [.. open.Attempts.Select(a => Hurry(a, asked.LimitPrice))],
                    }
                ),
                asked.Reason
            );
        // Told twice, or decided before that exit was over: it has been carried out.
        if (position.Intents.Any(known => known.Id == asked.IntentId))
            return position;
        var exit = new OrderIntent
        {
            Id = asked.IntentId,
            Purpose = IntentPurpose.Exit,
            Quantity = quantity,
            Everything = asked.Quantity is null,
            LimitPrice = asked.LimitPrice,
            Reason = asked.Reason,
            AskedAt = asked.At,
        };
        return CancelEntry(position with { Intents = position.Intents.Add(exit) }, asked.Reason);
    }

    /// <summary>A resting exit that asks for more than is now asked stands in the way of one that sells.</summary>
    private static OrderAttempt Hurry(OrderAttempt attempt, decimal limitPrice) =>
        attempt.IsLive && attempt.LimitPrice > limitPrice ? attempt with { CancelAsked = true } : attempt;

    private static Position CancelEntry(Position position, string reason) =>
        position with
        {
            Intents =
            [
                .. position.Intents.Select(intent =>
                    intent.Purpose == IntentPurpose.Exit
                        ? intent
                        : intent with
                        {
                            Attempts = [.. intent.Attempts.Select(a => Cancel(a, reason))],
                        }
                ),
            ],
        };

    private static OrderAttempt Cancel(OrderAttempt attempt, string reason) =>
        attempt.State == AttemptState.Planned ? AttemptRules.Drop(attempt, reason)
        : attempt.IsLive ? attempt with { CancelAsked = true }
        : attempt;

    private static Turn Settle(Position position, PositionSettled settled)
    {
        var paid = Math.Min(settled.Quantity, position.Quantity);
        var turn = Turn.To(
            position with
            {
                Settled = position.Settled + paid,
                PaidOut = position.PaidOut + (paid * settled.Worth),
            }
        );
        return paid == settled.Quantity
            ? turn
            : turn.With(
                "position.settled_more",
                $"The venue paid out {settled.Quantity} of {position.Instrument}, and {position.Quantity} were held."
            );
    }

    private static OrderAttempt? Find(Position position, string clientOrderId) =>
        position.Attempts.FirstOrDefault(a => a.ClientOrderId == clientOrderId);

    private static bool Names(Fill fill, OrderAttempt attempt) =>
        fill.ClientOrderId is { } ours
            ? ours == attempt.ClientOrderId
            : fill.VenueOrderId is { } theirs && theirs == attempt.VenueOrderId;

    private static Turn On(Position position, string clientOrderId, Func<OrderAttempt, OrderAttempt> move)
    {
        foreach (var intent in position.Intents)
        {
            for (var i = 0; i < intent.Attempts.Length; i++)
            {
                var attempt = intent.Attempts[i];
                if (attempt.ClientOrderId != clientOrderId)
                    continue;
                var moved = move(attempt);
                return Turn.To(
                    moved == attempt
                        ? position
                        : Replace(position, intent with { Attempts = intent.Attempts.SetItem(i, moved) })
                );
            }
        }
        return Turn.To(position);
    }

    public static Position Replace(Position position, OrderIntent intent) =>
        position with
        {
            Intents = [.. position.Intents.Select(known => known.Id == intent.Id ? intent : known)],
        };
}
