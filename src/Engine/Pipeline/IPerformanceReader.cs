using System.Collections.Immutable;
using Strikeboard.Model;

namespace Strikeboard.Engine.Pipeline;

/// <summary>The pipeline's figures: totals since the process started, windows from the database.</summary>
public interface IPerformanceReader
{
    Task<PipelinePerformance> ReadAsync(CancellationToken cancellationToken);
}

/// <summary>Rates are fractions; the windows are keyed 1m, 1h and 24h.</summary>
public sealed record PipelinePerformance(
    PipelineState State,
    long TotalCycles,
    long SuccessfulCycles,
    double? SuccessRate,
    long MissedTicks,
    int ConsecutiveFailures,
    ImmutableSortedDictionary<string, PerformanceWindow> Windows,
    ImmutableArray<StepPerformance> Steps
);

public sealed record PerformanceWindow(long Cycles, double? SuccessRate, long MissedTicks, CycleTimes CycleMs);

public sealed record CycleTimes(double? Mean, double? P50, double? P95, double? P99);

public sealed record StepPerformance(string Name, CycleTimes Ms, long Failures, string? LastError);
