using System.Collections.Immutable;

namespace Strikeboard.Engine.Live;

/// <summary>The answer of GET /health: the score with its parts never hides what is wrong, the cap says why it is capped.</summary>
public sealed record HealthReport(
    string Status,
    int Score,
    int CappedScore,
    string Band,
    string? CapReason,
    int ConsecutiveFailures,
    ImmutableArray<HealthCheck> Checks,
    ImmutableSortedDictionary<string, int> Parts
);

/// <param name="Status">healthy, degraded, unhealthy or critical.</param>
public sealed record HealthCheck(string Name, string Status, double? LatencyMs, string Reason);

public interface IHealthReader
{
    /// <summary>Judged every second and on change; reading costs nothing.</summary>
    HealthReport Current { get; }
}
