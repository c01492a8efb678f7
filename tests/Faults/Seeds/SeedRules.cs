using System.Collections.Immutable;
using Strikeboard.Engine.Trading.Rules;
using Strikeboard.Model;

namespace Strikeboard.Faults.Seeds;

/// <summary>The product's rules, or those rules with one mistake in them.</summary>
internal sealed class SeedRules(VenueTraits venue, Mutant mutant)
{
    private int _copies;

    public Turn Apply(Position position, TradeEvent happened)
    {
        switch (mutant)
        {
            case Mutant.FillsCountTwice when happened is FillSeen seen:
                happened = seen with { Fill = seen.Fill with { TradeId = $"{seen.Fill.TradeId}.{_copies++}" } };
                break;
            case Mutant.FillAfterFinalIgnored when happened is FillSeen or OrderSeen && IsFinal(position, happened):
                return Turn.To(position);
            case Mutant.OneReadIsProof when happened is OrderAbsent absent:
                return PositionRules.Apply(
                    position,
                    new PersonResolved(absent.ClientOrderId, 0, "nothing found", absent.At),
                    venue
                );
            case Mutant.ErrorIsAbsence
            or Mutant.UnknownEndsWithTime when happened is OrderAbsent absent && Waited(position, absent):
                return PositionRules.Apply(
                    position,
                    new PersonResolved(absent.ClientOrderId, 0, "waited long enough", absent.At),
                    venue
                );
            case Mutant.SecondExit when happened is ExitAsked asked && position.Exit is not null:
                return Turn.To(WithSecondExit(position, asked));
        }
        var turn = PositionRules.Apply(position, happened, venue);
        return mutant == Mutant.ExitBeforeCancelConfirmed && happened is ExitAsked again
            ? PositionRules.Apply(AsIfCancelled(turn.Position), again, venue)
            : turn;
    }

    /// <summary>What a desk does that takes a try without an answer for one that never left.</summary>
    public static Position Renamed(Position position) =>
        Mend(
            position,
            a =>
                a.State == AttemptState.Sending
                    ? a with
                    {
                        State = AttemptState.Planned,
                        ClientOrderId = a.ClientOrderId + "again",
                    }
                    : a
        );

    private static Position AsIfCancelled(Position position) =>
        Mend(position, a => a is { CancelAsked: true, IsLive: true } ? a with { State = AttemptState.Cancelled } : a);

    private static bool IsFinal(Position position, TradeEvent happened)
    {
        var name = happened is FillSeen fill ? fill.Fill.ClientOrderId : ((OrderSeen)happened).Report.ClientOrderId;
        return position.Attempts.Any(a => a.ClientOrderId == name && a.IsFinal);
    }

    private bool Waited(Position position, OrderAbsent absent) =>
        mutant == Mutant.ErrorIsAbsence
        || position.Attempts.Any(a =>
            a.ClientOrderId == absent.ClientOrderId && absent.At - a.SentAt > TimeSpan.FromSeconds(2.5)
        );

    private static Position WithSecondExit(Position position, ExitAsked asked)
    {
        var exit = new OrderIntent
        {
            Id = asked.IntentId,
            Purpose = IntentPurpose.Exit,
            Quantity = position.Quantity,
            LimitPrice = asked.LimitPrice,
            Reason = asked.Reason,
            AskedAt = asked.At,
            IsClosed = true,
        };
        var attempt = PositionRules.Plan(exit, 1, position.Quantity, asked.LimitPrice, null);
        return position with { Intents = position.Intents.Add(exit with { Attempts = [attempt] }) };
    }

    private static Position Mend(Position position, Func<OrderAttempt, OrderAttempt> mend) =>
        position with
        {
            Intents =
            [
                .. position.Intents.Select(intent => intent with { Attempts = [.. intent.Attempts.Select(mend)] }),
            ],
        };
}
