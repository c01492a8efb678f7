using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Rules;

/// <summary>
/// Carries a wish to get out to its end: one order at a time, each for no more than is held, and none before every earlier
/// order of the position has come to its final word.
/// </summary>
internal static class ExitRules
{
    /// <summary>After each event: what is over is closed, and the next try of an exit is planned where it may be.</summary>
    public static Turn Carry(Turn turn, DateTimeOffset now, VenueTraits venue)
    {
        var position = CloseEntries(turn.Position);
        position = Reopen(position, venue);
        turn = turn with { Position = position };
        if (position.Exit is not { } exit || position.Attempts.Any(attempt => !attempt.IsFinal))
            return turn;

        var wanted = Math.Min(exit.Everything ? position.Quantity : exit.Quantity - exit.Filled, position.Quantity);
        if (wanted < venue.Lot)
            return Close(turn, exit, venue);
        var refusals = Refusals(exit);
        if (refusals >= venue.MostRefusals)
            return (turn with { Position = PositionRules.Replace(position, exit with { IsClosed = true }) }).With(
                "exit.stuck",
                $"The venue refused to sell {position.Instrument} {refusals} times: {exit.Last?.Reason}."
            );
        var attempt = PositionRules.Plan(
            exit,
            exit.Attempts.Length + 1,
            wanted,
            exit.LimitPrice,
            exit.Last is { Filled: 0 } ? now + venue.AfterFailure : null
        );
        return turn with
        {
            Position = PositionRules.Replace(position, exit with { Attempts = exit.Attempts.Add(attempt) }),
        };
    }

    private static Turn Close(Turn turn, OrderIntent exit, VenueTraits venue)
    {
        turn = turn with { Position = PositionRules.Replace(turn.Position, exit with { IsClosed = true }) };
        return turn.Position.Quantity > 0 && turn.Position.Quantity < venue.Lot
            ? turn.With("position.dust", $"{turn.Position.Quantity} of {turn.Position.Instrument} cannot be sold.")
            : turn;
    }

    private static Position CloseEntries(Position position) =>
        position with
        {
            Intents =
            [
                .. position.Intents.Select(intent =>
                    intent.Purpose == IntentPurpose.Entry
                        ? intent with
                        {
                            IsClosed = intent.Attempts.All(attempt => attempt.IsFinal),
                        }
                        : intent
                ),
            ],
        };

    private static int Refusals(OrderIntent exit) =>
        exit.Attempts.Reverse().TakeWhile(attempt => attempt.State == AttemptState.Rejected).Count();

    /// <summary>A fill that comes after all was sold is sold too.</summary>
    private static Position Reopen(Position position, VenueTraits venue) =>
        position.Exit is null
        && position.Quantity >= venue.Lot
        && position.Intents.LastOrDefault(i => i is { Purpose: IntentPurpose.Exit, Everything: true }) is { } last
        && Refusals(last) < venue.MostRefusals
            ? PositionRules.Replace(position, last with { IsClosed = false })
            : position;
}
