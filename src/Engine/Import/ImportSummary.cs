namespace Strikeboard.Engine.Import;

/// <summary>What became of one file. Kept + AlreadyThere + Duplicates are the rows that were good.</summary>
/// <param name="Duplicates">Rows of a second that a later row of the same file has, too.</param>
/// <param name="AlreadyThere">Seconds that the price log had; what it has stays.</param>
public sealed record ImportSummary(
    long Good,
    long Duplicates,
    long AlreadyThere,
    long Kept,
    DateTimeOffset? From,
    DateTimeOffset? To
);
