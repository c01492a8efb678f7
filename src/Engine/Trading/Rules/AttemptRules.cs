using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Rules;

/// <summary>How one try to place an order moves. What the venue says may come late, twice, and in any order.</summary>
internal static class AttemptRules
{
    public static OrderAttempt Begin(OrderAttempt attempt, SendBegun begun) =>
        attempt.State == AttemptState.Planned
            ? attempt with
            {
                State = AttemptState.Sending,
                SentAt = begun.At,
                ExpiresAt = begun.ExpiresAt,
            }
            : attempt;

    public static OrderAttempt Drop(OrderAttempt attempt, string reason) =>
        attempt.State is AttemptState.Planned or AttemptState.Sending && attempt.Filled == 0
            ? attempt with
            {
                State = AttemptState.NeverWas,
                Reason = reason,
            }
            : attempt;

    /// <summary>A refusal counts only while nothing shows that the venue took it after all.</summary>
    public static OrderAttempt Refuse(OrderAttempt attempt, string reason) =>
        attempt.State is AttemptState.Sending or AttemptState.Unknown && attempt is { Filled: 0, VenueOrderId: null }
            ? attempt with
            {
                State = AttemptState.Rejected,
                Reason = reason,
            }
            : attempt;

    public static OrderAttempt Doubt(OrderAttempt attempt, string reason) =>
        attempt.State == AttemptState.Sending
            ? attempt with
            {
                State = AttemptState.Unknown,
                Reason = reason,
            }
            : attempt;

    public static OrderAttempt Report(OrderAttempt attempt, OrderReport report)
    {
        var reported = attempt with
        {
            VenueOrderId = report.VenueOrderId,
            Reported = Math.Max(attempt.Reported, report.Filled),
            AbsentSince = null,
        };
        // A final word stands against an older one that arrives later; "never there" was our conclusion, not the venue's word.
        var stands = attempt.IsFinal && !IsOurConclusion(attempt.State);
        return Complete(stands ? reported : reported with { State = StateOf(report.State), Reason = report.Reason });
    }

    public static OrderAttempt Book(OrderAttempt attempt, Fill fill) =>
        Complete(
            attempt with
            {
                VenueOrderId = attempt.VenueOrderId ?? fill.VenueOrderId,
                Booked = attempt.Booked + fill.Quantity,
                AbsentSince = null,
                State = attempt.State switch
                {
                    // It is there, then; how much of it still rests only the venue can tell.
                    AttemptState.Planned or AttemptState.Rejected or AttemptState.NeverWas => AttemptState.Unknown,
                    AttemptState.Sending or AttemptState.Unknown => AttemptState.Working,
                    var state => state,
                },
            }
        );

    /// <summary>Two reads that found nothing, both from a time when the order could not arrive any more, prove that it never was.</summary>
    public static OrderAttempt Absent(
        OrderAttempt attempt,
        DateTimeOffset readAt,
        DateTimeOffset? marketClosesAt,
        VenueTraits venue
    )
    {
        if (attempt is not { State: AttemptState.Unknown, Filled: 0, VenueOrderId: null })
            return attempt;
        var expiry = venue.ExpiryProves ? attempt.ExpiresAt : null;
        var over = Earlier(expiry, marketClosesAt);
        if (over is null || readAt < over + venue.Visibility)
            return attempt;
        if (attempt.AbsentSince is not { } first)
            return attempt with { AbsentSince = readAt };
        return readAt - first < venue.BetweenReads
            ? attempt
            : attempt with
            {
                State = AttemptState.NeverWas,
                Reason = "the venue knows no such order, and it could not arrive any more",
            };
    }

    public static OrderAttempt Resolve(OrderAttempt attempt, PersonResolved resolved) =>
        attempt.State == AttemptState.Unknown
            ? Complete(
                attempt with
                {
                    Reported = Math.Max(attempt.Reported, resolved.Filled),
                    State = resolved.Filled > 0 ? AttemptState.Cancelled : AttemptState.NeverWas,
                    Reason = resolved.Evidence,
                }
            )
            : attempt;

    public static bool IsOurConclusion(AttemptState state) => state is AttemptState.NeverWas or AttemptState.Rejected;

    private static OrderAttempt Complete(OrderAttempt attempt) =>
        attempt.Filled >= attempt.Quantity && attempt.State != AttemptState.Filled
            ? attempt with
            {
                State = AttemptState.Filled,
            }
            : attempt;

    private static AttemptState StateOf(ReportedState state) =>
        state switch
        {
            ReportedState.Filled => AttemptState.Filled,
            ReportedState.Cancelled => AttemptState.Cancelled,
            ReportedState.Expired => AttemptState.Expired,
            ReportedState.Rejected => AttemptState.Rejected,
            _ => AttemptState.Working,
        };

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) =>
        a is null ? b
        : b is null ? a
        : a < b ? a
        : b;
}
