using Strikeboard.Model;

namespace Strikeboard.Engine.Recording;

/// <summary>What to replay.</summary>
public sealed record ReplayRequest
{
    /// <summary>The first due second; null: from the beginning.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The due second before which it ends; null: to the end.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only this one; null: all that were recorded.</summary>
    public Symbol? Symbol { get; init; }

    /// <summary>
    /// With today's settings in the place of those each cycle ran with: what then differs may be their doing. Otherwise it
    /// is the program's.
    /// </summary>
    public bool WithToday { get; init; }
}
