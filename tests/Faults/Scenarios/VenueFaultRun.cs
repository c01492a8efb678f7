using Strikeboard.Faults.Rig;
using Strikeboard.Faults.Watching;

namespace Strikeboard.Faults.Scenarios;

/// <summary>Times in seconds; null: it did not happen.</summary>
/// <param name="CarriedOn">The words seen on the screen after the trouble was named.</param>
public sealed record VenueFaultOutcome(
    VenueFault Fault,
    double? NamedAfter,
    string NamedAs,
    IReadOnlyList<(string Word, int Times)> CarriedOn,
    double? RecoveredAfter,
    IReadOnlyList<string> Breaches
);

/// <summary>Raises a fault, looks on, clears it, and waits for the app to find back by itself.</summary>
public static class VenueFaultRun
{
    private const int LongestFault = 120;
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(60);

    public static async Task<VenueFaultOutcome> RunAsync(
        Bench bench,
        VenueFault fault,
        TimeSpan hold,
        CancellationToken cancellationToken
    )
    {
        await bench.AllWellAsync(RecoveryLimit, cancellationToken);
        await using var watcher = new Watcher(bench, cancellationToken);
        foreach (var kind in fault.Kinds)
            await bench.Exchanges.RaiseAsync(fault.Venue, kind, LongestFault, cancellationToken);
        var raised = bench.Time.GetTimestamp();
        if (fault.Silences)
            watcher.Silenced(fault.Shows);
        var namedAs = "";
        var named = await Eventually.SecondsUntilAsync(
            async ct => (namedAs = await TroubleAsync(bench, fault.Venue, ct)).Length > 0,
            fault.NameLimit,
            bench.Time,
            cancellationToken
        );
        if (named is not null)
            named = bench.Time.GetElapsedTime(raised).TotalSeconds;
        watcher.Forget();
        await Task.Delay(hold, bench.Time, cancellationToken);
        var carriedOn = watcher.Seen(fault.Shows);
        watcher.Silenced(null);
        var recovered = await RecoverAsync(bench, cancellationToken);
        return new VenueFaultOutcome(fault, named, namedAs, carriedOn, recovered, watcher.Judge.Breaches);
    }

    private static async Task<double?> RecoverAsync(Bench bench, CancellationToken cancellationToken)
    {
        await bench.Exchanges.ClearAsync(cancellationToken);
        var cleared = bench.Time.GetUtcNow();
        return await Eventually.SecondsUntilAsync(
            async ct => Status.Of(await bench.Desk.GetAsync("/status", ct)).IsWellSince(cleared),
            RecoveryLimit,
            bench.Time,
            cancellationToken
        );
    }

    /// <summary>Empty while the source is called well.</summary>
    private static async Task<string> TroubleAsync(Bench bench, string venue, CancellationToken cancellationToken)
    {
        var source = Status.Of(await bench.Desk.GetAsync("/status", cancellationToken)).Source(venue);
        return source switch
        {
            null => "",
            { Reason.Length: > 0 } => $"{source.State}: {source.Reason}",
            { IsLive: false } => $"{source.State} {source.Quality}",
            _ => "",
        };
    }
}
