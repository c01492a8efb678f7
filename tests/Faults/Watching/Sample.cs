namespace Strikeboard.Faults.Watching;

/// <summary>What one look at a price or a strike table showed.</summary>
/// <param name="CycleId">The second whose cycle made it.</param>
/// <param name="AgeMs">As the app itself says.</param>
/// <param name="DataTime">The venue's time of the price; null for a table.</param>
/// <param name="OldestQuoteMs">The oldest row that is called live; null where there is none.</param>
public sealed record Sample(
    string What,
    DateTimeOffset At,
    string Quality,
    long CycleId,
    long AgeMs,
    DateTimeOffset? DataTime,
    long? OldestQuoteMs
);
