namespace Strikeboard.Engine.Trading.Entries;

/// <summary>What trades by itself, for those who look at it.</summary>
public interface IBotReader
{
    /// <summary>Null where no bot has that name, or none has ever led here.</summary>
    Task<BotView?> ReadAsync(string name, CancellationToken cancellationToken);

    Task<IReadOnlyList<BotView>> AllAsync(CancellationToken cancellationToken);
}

/// <param name="LastEntryAt">Since this process leads; null before the first.</param>
public sealed record BotView(
    string Name,
    bool IsOn,
    EntryGuard Guard,
    EntrySettings Settings,
    DateTimeOffset ChangedAt,
    string ChangedBy,
    DateTimeOffset? LastEntryAt,
    DateTimeOffset? LastRefusalAt
)
{
    public bool Acts => IsOn && Guard.IsArmed;
}
