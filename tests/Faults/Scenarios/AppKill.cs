using Strikeboard.Faults.Rig;

namespace Strikeboard.Faults.Scenarios;

/// <param name="FreshCycleAfter">From the start of the new process; null where a stop was the last word, or it never came.</param>
/// <param name="LostPriceSeconds">From the newest kept price to the kill.</param>
/// <param name="LostCommands">Acknowledged before the kill and not in the audit afterwards.</param>
public sealed record AppKillOutcome(
    double? FreshCycleAfter,
    double LostPriceSeconds,
    int Acknowledged,
    int LostCommands,
    bool CameBack,
    bool DesiredKept
);

/// <summary>Ends the app without a word while commands run in, starts it again, and compares.</summary>
public static class AppKill
{
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(60);

    public static async Task<AppKillOutcome> RunAsync(Bench bench, Random random, CancellationToken cancellationToken)
    {
        await bench.AllWellAsync(RecoveryLimit, cancellationToken);
        var from = bench.Time.GetUtcNow() - TimeSpan.FromSeconds(1);
        var commands = new CommandStream(bench, new Random(random.Next()));
        var streaming = commands.RunAsync(cancellationToken);
        await Task.WhenAny(commands.First, streaming);
        await Task.Delay(TimeSpan.FromMilliseconds(500 + random.Next(3500)), bench.Time, cancellationToken);
        bench.App.Kill();
        var killed = bench.Time.GetUtcNow();
        commands.Stop();
        await streaming;
        // The database outlives the app: what it holds now is all that was kept.
        var newest = await bench.Database.NewestPriceAsync("BTC", cancellationToken);

        var (seconds, desired) = await StartAgainAsync(bench, cancellationToken);
        var audited = await bench.Desk.AuditedAsync(from, cancellationToken);
        var desiredKept = commands.MayBe(desired);
        if (desired == "stopped")
            await bench.Desk.CommandAsync("/start", "after a kill that followed a stop", cancellationToken);
        return new AppKillOutcome(
            desired == "stopped" ? null : seconds,
            newest is null ? double.PositiveInfinity : Math.Max(0, (killed - newest.Value).TotalSeconds),
            commands.Acknowledged.Count,
            commands.Acknowledged.Count(id => !audited.Contains(id)),
            seconds is not null,
            desiredKept
        );
    }

    private static async Task<(double? Seconds, string Desired)> StartAgainAsync(
        Bench bench,
        CancellationToken cancellationToken
    )
    {
        var desired = "";
        var restarted = bench.Time.GetUtcNow();
        bench.StartApp();
        var seconds = await Eventually.SecondsUntilAsync(
            async ct =>
            {
                var status = Status.Of(await bench.Desk.GetAsync("/status", ct));
                desired = status.Desired;
                return status.HasFreshCycle(restarted) || (status.IsMyNode && desired == "stopped");
            },
            RecoveryLimit,
            bench.Time,
            cancellationToken
        );
        return (seconds, desired);
    }
}
