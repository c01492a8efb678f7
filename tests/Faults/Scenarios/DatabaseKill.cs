using Strikeboard.Faults.Rig;

namespace Strikeboard.Faults.Scenarios;

/// <param name="CyclesMissed">Seconds without a successful cycle from the kill to a little after all was well.</param>
public sealed record DatabaseKillOutcome(
    double? AcknowledgedAfter,
    long CyclesMissed,
    double? AllWellAfter,
    bool AppSurvived,
    bool AcknowledgedKept
);

/// <summary>Ends one connection's process, or the whole database, under the running app.</summary>
public static class DatabaseKill
{
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(4);

    public static async Task<DatabaseKillOutcome> RunAsync(
        Bench bench,
        bool postmaster,
        Random random,
        CancellationToken cancellationToken
    )
    {
        await bench.AllWellAsync(RecoveryLimit, cancellationToken);
        var from = bench.Time.GetUtcNow() - TimeSpan.FromSeconds(1);
        var before = await bench.Desk.CommandAsync("/start", "just before the database dies", cancellationToken);
        var succeeded = await SucceededAsync(bench, cancellationToken);
        if (postmaster)
            bench.Database.KillPostmaster();
        else
            bench.Database.KillBackend(random);
        var killed = bench.Time.GetTimestamp();
        var after = await AcknowledgedAsync(bench, cancellationToken);
        var acknowledged = after is null ? (double?)null : bench.Time.GetElapsedTime(killed).TotalSeconds;
        var wellSince = bench.Time.GetUtcNow();
        var well = await Eventually.SecondsUntilAsync(
            async ct => Status.Of(await bench.Desk.GetAsync("/status", ct)).IsWellSince(wellSince),
            RecoveryLimit,
            bench.Time,
            cancellationToken
        );
        await Task.Delay(Afterwards, bench.Time, cancellationToken);
        var missed = await MissedAsync(bench, succeeded, cancellationToken);
        var audited = await bench.Desk.AuditedAsync(from, cancellationToken);
        return new DatabaseKillOutcome(
            acknowledged,
            missed,
            acknowledged + well,
            bench.App.IsAlive,
            before.CommandId is { } first && audited.Contains(first) && after is { } last && audited.Contains(last)
        );
    }

    private static async Task<Guid?> AcknowledgedAsync(Bench bench, CancellationToken cancellationToken)
    {
        Guid? id = null;
        await Eventually.SecondsUntilAsync(
            async ct =>
                (id = (await bench.Desk.CommandAsync("/start", "after the database died", ct)).CommandId) is not null,
            RecoveryLimit,
            bench.Time,
            cancellationToken
        );
        return id;
    }

    private static async Task<(long Succeeded, DateTimeOffset At)> SucceededAsync(
        Bench bench,
        CancellationToken cancellationToken
    )
    {
        var status = await bench.Desk.GetAsync("/performance", cancellationToken);
        return (status.GetProperty("successfulCycles").GetInt64(), bench.Time.GetUtcNow());
    }

    private static async Task<long> MissedAsync(
        Bench bench,
        (long Succeeded, DateTimeOffset At) before,
        CancellationToken cancellationToken
    )
    {
        var now = await SucceededAsync(bench, cancellationToken);
        var beats = now.At.ToUnixTimeSeconds() - before.At.ToUnixTimeSeconds();
        return Math.Max(0, beats - (now.Succeeded - before.Succeeded));
    }
}
