using Strikeboard.Data;
using Strikeboard.Engine.Trading.Desk;
using Strikeboard.Engine.Trading.Rules;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Commands;

internal static class EntryCancels
{
    /// <summary>Every entry that may still fill; the positions that were touched.</summary>
    public static async Task<List<Guid>> AllAsync(
        PositionDesk desk,
        CommandedChange changes,
        StrikeboardDb db,
        string reason,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var touched = new List<Guid>();
        foreach (var position in desk.All.Where(HasLiveEntry).ToList())
        {
            await changes.ApplyAsync(
                db,
                position.Id,
                _ => new EntryCancelAsked(reason, Moments.Now(time)),
                cancellationToken
            );
            touched.Add(position.Id);
        }
        return touched;
    }

    /// <summary>Those that the venue can be asked to cancel.</summary>
    public static IEnumerable<(Position Position, OrderAttempt Attempt)> Resting(PositionDesk desk) =>
        from position in desk.All
        from intent in position.Intents
        where intent.Purpose == IntentPurpose.Entry
        from attempt in intent.Attempts
        where attempt is { IsFinal: false, VenueOrderId: not null }
        select (position, attempt);

    public static bool HasLiveEntry(Position position) =>
        position.Intents.Any(i => i.Purpose == IntentPurpose.Entry && i.Attempts.Any(a => !a.IsFinal));
}
