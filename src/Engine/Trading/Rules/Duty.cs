using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Rules;

/// <summary>What is to be done about a position now. Sending is not among them: it follows its own record, and nothing else.</summary>
internal abstract record Duty(OrderAttempt Attempt);

/// <summary>Keep that it is about to be sent, and then send it.</summary>
internal sealed record BeginSending(OrderIntent Intent, OrderAttempt Attempt) : Duty(Attempt);

/// <summary>Too late to be sent.</summary>
internal sealed record DropIt(OrderAttempt Attempt) : Duty(Attempt);

/// <summary>Its sender did not live to hear the answer.</summary>
internal sealed record DoubtIt(OrderAttempt Attempt) : Duty(Attempt);

/// <summary>Read the venue's orders and fills for it.</summary>
internal sealed record AskVenue(OrderAttempt Attempt) : Duty(Attempt);

internal sealed record CancelAtVenue(OrderAttempt Attempt) : Duty(Attempt);

internal static class Duties
{
    /// <summary>An answer that has not come by then will not come: the request is cut off well before.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(3);

    /// <summary>Worked out from what is kept alone, so that a start after a crash finds the same as the process that died.</summary>
    public static IEnumerable<Duty> Of(Position position, DateTimeOffset now)
    {
        foreach (var intent in position.Intents)
        {
            foreach (var attempt in intent.Attempts)
            {
                switch (attempt.State)
                {
                    case AttemptState.Planned when intent.ValidUntil < now:
                        yield return new DropIt(attempt);
                        break;
                    case AttemptState.Planned when attempt.NotBefore is null || attempt.NotBefore <= now:
                        yield return new BeginSending(intent, attempt);
                        break;
                    case AttemptState.Sending when now - attempt.SentAt >= AnswerWithin:
                        yield return new DoubtIt(attempt);
                        break;
                    case AttemptState.Unknown or AttemptState.Working:
                        if (attempt is { CancelAsked: true, VenueOrderId: not null })
                            yield return new CancelAtVenue(attempt);
                        yield return new AskVenue(attempt);
                        break;
                }
            }
        }
    }
}
