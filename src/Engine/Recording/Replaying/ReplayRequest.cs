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

    /// <summary>With the settings of the recording in the place of today's: what then differs is the program's doing.</summary>
    public bool AsRecorded { get; init; }
}
