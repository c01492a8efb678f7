using Strikeboard.Model;

namespace Strikeboard.Engine.Import;

/// <summary>What is known of the old files beside what they say.</summary>
public sealed record ImportOptions
{
    /// <summary>Whose prices they are, where neither the file's name nor a column says so.</summary>
    public Symbol? Symbol { get; init; }

    /// <summary>The zone of times without one. Default UTC.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Symbols that are configured: prices of others would be read by nobody.</summary>
    public required IReadOnlyCollection<Symbol> Known { get; init; }

    /// <summary>Nothing older is taken: the next night's retention would drop it. Null: no limit.</summary>
    public DateTimeOffset? NotBefore { get; init; }
}
