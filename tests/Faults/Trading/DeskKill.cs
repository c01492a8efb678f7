using Strikeboard.Faults.Rig;

namespace Strikeboard.Faults.Trading;

/// <param name="Fault">What the venue did meanwhile.</param>
/// <param name="ProtectedAfter">From the kill until what is held was known and watched again; null where it never was.</param>
/// <param name="QuietAfter">From the last order until nothing was under way any more; null where something still was.</param>
public sealed record DeskKillOutcome(
    string Fault,
    int Asked,
    double? ProtectedAfter,
    double? QuietAfter,
    IReadOnlyList<string> Broken
);

/// <summary>Ends the app while orders are on their way and the venue misbehaves, starts it again, and has the ledger judge.</summary>
public static class DeskKill
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>In turn, so that each meets kills at many moments.</summary>
    private static readonly string[] Faults =
    [
        "",
        "losereply",
        "rest5xxafter",
        "resetafter",
        "hideorders",
        "emptyreply",
        "losefills",
        "fillaftercancel",
        "garbledreply",
        "latefills",
        "slowreply",
        "duplicatefills",
        "resetbefore",
        "reorderfills",
        "orders5xx",
        "fills5xx",
        "writes429",
    ];

    /// <summary>Limits that let a crowd through: the gate is tried elsewhere.</summary>
    public static async Task PrepareAsync(Bench bench, CancellationToken cancellationToken)
    {
        await bench.Database.TellAsync(
            """
            INSERT INTO trading.risk_limits (limits, changed_by, at)
            SELECT json_build_object('MaxOpenPositions', 1000, 'MaxOrdersPerSecond', 100, 'MaxOrdersPerMinute', 1000, 'LookAlikeSeconds', 0,
                'CollarCents', 20, 'MaxExposure', 100000, 'MaxEventExposure', 100000, 'MaxSymbolExposure', 100000, 'MaxDailyLoss', 100000,
                'MinSecondsToClose', 5), 'kills', now()
            """,
            cancellationToken
        );
        // They count from the next start on.
        bench.App.Kill();
        bench.StartApp();
        await bench.AllWellAsync(Limit, cancellationToken);
    }

    public static async Task<DeskKillOutcome> RunAsync(
        Bench bench,
        int number,
        Random random,
        CancellationToken cancellationToken
    )
    {
        var fault = Faults[number % Faults.Length];
        if (fault.Length > 0)
            await bench.Exchanges.RaiseAsync("kalshi", fault, 15, cancellationToken);
        using var stream = new OrderStream(bench, new Random(random.Next()));
        var streaming = stream.RunAsync(cancellationToken);
        await Task.Delay(TimeSpan.FromMilliseconds(500 + random.Next(4500)), bench.Time, cancellationToken);
        bench.App.Kill();
        var killed = bench.Time.GetTimestamp();
        var killedAt = bench.Time.GetUtcNow();
        bench.StartApp();
        var watched = await Eventually.SecondsUntilAsync(
            async ct => await IsWatchingAsync(bench, killedAt, ct),
            Limit,
            bench.Time,
            cancellationToken
        );
        var protectedAfter = watched is null ? (double?)null : bench.Time.GetElapsedTime(killed).TotalSeconds;
        // More of them right after the start, while it still asks what became of the others.
        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(1500)), bench.Time, cancellationToken);
        stream.Stop();
        await streaming;
        await bench.Exchanges.ClearAsync(cancellationToken);
        var quiet = await Eventually.SecondsUntilAsync(
            async ct => await IsQuietAsync(bench, ct),
            Limit,
            bench.Time,
            cancellationToken
        );
        var broken = Verdict.Of(
            await bench.Exchanges.ReadLedgerAsync(cancellationToken),
            await DeskRecords.ReadAsync(bench.Database, cancellationToken)
        );
        return new DeskKillOutcome(fault.Length > 0 ? fault : "none", stream.Asked, protectedAfter, quiet, [.. broken]);
    }

    /// <summary>The venue was read after the kill: from then on exits are judged and sent.</summary>
    private static async Task<bool> IsWatchingAsync(
        Bench bench,
        DateTimeOffset killedAt,
        CancellationToken cancellationToken
    )
    {
        var account = await bench.Desk.GetAsync("/api/reconciliation", cancellationToken);
        return account.TryGetProperty("positionsAsOf", out var read)
            && read.TryGetDateTimeOffset(out var at)
            && at > killedAt;
    }

    /// <summary>Nothing is under way, and what was read last agrees with what is kept.</summary>
    private static async Task<bool> IsQuietAsync(Bench bench, CancellationToken cancellationToken)
    {
        var records = await DeskRecords.ReadAsync(bench.Database, cancellationToken);
        return records.UnderWay == 0
            && !Verdict.Of(await bench.Exchanges.ReadLedgerAsync(cancellationToken), records).Any();
    }
}
