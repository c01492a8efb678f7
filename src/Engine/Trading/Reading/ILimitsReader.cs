namespace Strikeboard.Engine.Trading.Reading;

/// <summary>The limits in force with what they mean and how far they are used, and how they came to be.</summary>
public interface ILimitsReader
{
    Task<LimitsView> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Newest first; the place of a page is a version.</summary>
    Task<Page<LimitsChange>> HistoryAsync(PageRequest page, CancellationToken cancellationToken);
}

/// <param name="Version">0 before the first were kept.</param>
public sealed record LimitsView(
    long Version,
    DateTimeOffset? ChangedAt,
    string ChangedBy,
    string? Reason,
    IReadOnlyList<LimitView> Items
);

/// <param name="Unit">$, ¢, s, contracts, positions or orders.</param>
/// <param name="Whole">Takes whole numbers alone.</param>
/// <param name="LooserWhenMore">Which way more is allowed.</param>
/// <param name="Used">How much of it is used just now; null where it is asked of each order, or where nobody can tell.</param>
/// <param name="UsedBy">The symbol or event that uses the most, where the limit is for each.</param>
public sealed record LimitView(
    string Name,
    string Title,
    string Meaning,
    string Unit,
    decimal Value,
    decimal Default,
    decimal Least,
    decimal Most,
    bool Whole,
    bool LooserWhenMore,
    decimal? Used,
    string? UsedBy
);

public sealed record LimitsChange(
    long Version,
    DateTimeOffset At,
    string By,
    string? Reason,
    IReadOnlyList<LimitDifference> Differences
);

/// <param name="Before">Null where none was in force before.</param>
public sealed record LimitDifference(string Name, decimal? Before, decimal After, bool Looser);
