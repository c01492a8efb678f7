using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Strikeboard.Data;
using Strikeboard.Engine.Live;
using Strikeboard.Model;

namespace Strikeboard.Engine.Pipeline;

internal sealed class PerformanceReader(
    IDbContextFactory<StrikeboardDb> database,
    PipelineDriver driver,
    StepTimes steps,
    TimeProvider time
) : IPerformanceReader
{
    private static readonly ImmutableArray<(string Name, TimeSpan Length)> Windows =
    [
        ("1m", TimeSpan.FromMinutes(1)),
        ("1h", TimeSpan.FromHours(1)),
        ("24h", TimeSpan.FromHours(24)),
    ];

    public async Task<PipelinePerformance> ReadAsync(CancellationToken cancellationToken)
    {
        var status = driver.Status;
        var windows = ImmutableSortedDictionary.CreateBuilder<string, PerformanceWindow>(StringComparer.Ordinal);
        foreach (var (name, length) in Windows)
            windows[name] = await WindowAsync(length, cancellationToken);
        return new PipelinePerformance(
            status.State,
            status.TotalCycles,
            status.SuccessfulCycles,
            Rate(status.SuccessfulCycles, status.TotalCycles),
            status.MissedTicks,
            status.ConsecutiveFailures,
            windows.ToImmutable(),
            steps.Read()
        );
    }

    /// <summary>The percentiles are PostgreSQL's, so that a day of cycles is not carried over here to be sorted.</summary>
    private async Task<PerformanceWindow> WindowAsync(TimeSpan length, CancellationToken cancellationToken)
    {
        var from = time.GetUtcNow() - length;
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var row = await db
            .Database.SqlQuery<WindowRow>(
                $"""
                SELECT count(*) AS "Cycles",
                       count(*) FILTER (WHERE outcome = 'Succeeded') AS "Succeeded",
                       coalesce(sum(missed_before), 0)::bigint AS "Missed",
                       avg(ms) AS "Mean",
                       percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS "P50",
                       percentile_cont(0.95) WITHIN GROUP (ORDER BY ms) AS "P95",
                       percentile_cont(0.99) WITHIN GROUP (ORDER BY ms) AS "P99"
                FROM system.cycles WHERE started_at >= {from}
                """
            )
            .SingleAsync(cancellationToken);
        return new PerformanceWindow(
            row.Cycles,
            Rate(row.Succeeded, row.Cycles),
            row.Missed,
            new CycleTimes(row.Mean, row.P50, row.P95, row.P99)
        );
    }

    private static double? Rate(long part, long whole) => whole == 0 ? null : (double)part / whole;

    private sealed record WindowRow(
        long Cycles,
        long Succeeded,
        long Missed,
        double? Mean,
        double? P50,
        double? P95,
        double? P99
    );
}
