namespace Strikeboard.Model;

/// <summary>One line about one source: what an operator sees on a badge.</summary>
public sealed record SourceStatus
{
    public required string Name { get; init; }
    public required SourceState State { get; init; }
    public required Transport Transport { get; init; }

    /// <summary>Why it is not plainly connected; empty when all is well.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The last frame of any kind.</summary>
    public DateTimeOffset? LastFrameAt { get; init; }
    public DateTimeOffset Since { get; init; }
    public long Frames { get; init; }
    public long Malformed { get; init; }
    public long Gaps { get; init; }
    public long Reconnects { get; init; }

    /// <summary>What the venue says of itself; null where it says nothing or has not been asked yet.</summary>
    public VenueConditions? Conditions { get; init; }

    /// <summary>Closed by the venue's own plan: nothing is broken, and nobody need be woken.</summary>
    public bool IsInMaintenanceAt(DateTimeOffset now) => Conditions?.MaintenanceAt(now) is not null;

    public Quality QualityAt(DateTimeOffset now) =>
        LastFrameAt is not { } last
            ? Quality.Missing
            : Transport switch
            {
                Transport.Stream => FreshnessLimits.SilentStream.Judge(now - last),
                Transport.Polling => now - last <= FreshnessLimits.Polling ? Quality.Fallback : Quality.Stale,
                _ => Quality.Stale,
            };
}

public enum SourceState
{
    Stopped,
    Connecting,
    Subscribing,
    Connected,
    Polling,
    WaitingToReconnect,
}
