namespace Strikeboard.Engine.Recording;

/// <summary>What there is to replay.</summary>
public interface IRecordings
{
    /// <summary>Newest first.</summary>
    IReadOnlyList<RecordedHour> List();
}

/// <summary>One recorded hour.</summary>
/// <param name="Parts">Files: one, and one more for each time the recording began anew within the hour.</param>
/// <param name="Gaps">Seconds between the first and the last cycle that have none.</param>
/// <param name="Lost">Entries that came faster than they could be kept.</param>
/// <param name="TornBytes">After the last whole block: of a kill, or of a block that is being written.</param>
public sealed record RecordedHour(
    DateTimeOffset Hour,
    int Parts,
    long Bytes,
    long Cycles,
    long Gaps,
    long Lost,
    long TornBytes,
    DateTimeOffset? FirstCycle,
    DateTimeOffset? LastCycle
);
