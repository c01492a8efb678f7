using Strikeboard.Faults.Rig;
using Strikeboard.Faults.Watching;

namespace Strikeboard.Faults.Scenarios;

public sealed record QuietOutcome(
    long Cycles,
    long Succeeded,
    long MissedTicks,
    IReadOnlyList<string> Failures,
    IReadOnlyList<string> Breaches,
    double MegabytesEarly,
    double MegabytesAtEnd
);

/// <summary>Nobody does anything. Events close and open meanwhile, every ten minutes.</summary>
public static class QuietRun
{
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    public static async Task<QuietOutcome> RunAsync(Bench bench, int minutes, CancellationToken cancellationToken)
    {
        await bench.AllWellAsync(TimeSpan.FromSeconds(60), cancellationToken);
        await using var watcher = new Watcher(bench, cancellationToken);
        var (start, failures) = (await CountsAsync(bench, cancellationToken), new List<string>());
        var (began, early, last) = (bench.Time.GetTimestamp(), 0.0, 0L);
        using var timer = new PeriodicTimer(LookEvery, bench.Time);
        while (bench.Time.GetElapsedTime(began) < TimeSpan.FromMinutes(minutes))
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            var status = Status.Of(await bench.Desk.GetAsync("/status", cancellationToken));
            if (status is { CycleSucceeded: false, CycleId: { } id } && id != last)
                failures.Add($"{status.CycleAt:HH:mm:ss.fff} {status.FirstError}");
            last = status.CycleId ?? last;
            if (early == 0 && bench.Time.GetElapsedTime(began) >= Early)
                early = Megabytes(bench);
        }
        var end = await CountsAsync(bench, cancellationToken);
        return new QuietOutcome(
            end.Cycles - start.Cycles,
            end.Succeeded - start.Succeeded,
            end.Missed - start.Missed,
            failures,
            watcher.Judge.Breaches,
            early,
            Megabytes(bench)
        );
    }

    private static double Megabytes(Bench bench) => bench.App.ResidentBytes / 1024.0 / 1024.0;

    private static async Task<(long Cycles, long Succeeded, long Missed)> CountsAsync(
        Bench bench,
        CancellationToken cancellationToken
    )
    {
        var totals = await bench.Desk.GetAsync("/performance", cancellationToken);
        return (
            totals.GetProperty("totalCycles").GetInt64(),
            totals.GetProperty("successfulCycles").GetInt64(),
            totals.GetProperty("missedTicks").GetInt64()
        );
    }
}
