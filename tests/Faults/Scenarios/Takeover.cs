using Strikeboard.Faults.Rig;

namespace Strikeboard.Faults.Scenarios;

/// <param name="FreshCycleAfter">From the kill of the leader to the other node's first good cycle; null where it never came.</param>
/// <param name="CountedTwice">Over the whole run, as the database knows it.</param>
public sealed record TakeoverOutcome(IReadOnlyList<double?> FreshCycleAfter, long CountedTwice);

/// <summary>Two nodes on one database; the leading one is killed, again and again, and comes back as the one that stands by.</summary>
public static class Takeover
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async Task<TakeoverOutcome> RunAsync(
        Bench bench,
        int kills,
        Random random,
        CancellationToken cancellationToken
    )
    {
        await bench.AllWellAsync(Limit, cancellationToken);
        await using var other = bench.CreateSecondNode();
        var seconds = new List<double?>();
        // An even number: the node that owns the database leads again in the end.
        for (var i = 0; i < kills + kills % 2; i++)
        {
            var (leader, standby) = i % 2 == 0 ? ((INode)bench, (INode)other) : (other, bench);
            if (!standby.App.IsAlive)
                standby.StartApp();
            await UntilAsync(standby, status => status.StandsBy, bench.Time, cancellationToken);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(2000)), bench.Time, cancellationToken);
            var killed = bench.Time.GetUtcNow();
            leader.App.Kill();
            seconds.Add(
                await UntilAsync(
                    standby,
                    status => status.IsMyNode && status.HasFreshCycle(killed),
                    bench.Time,
                    cancellationToken
                )
            );
        }
        return new TakeoverOutcome(seconds, await bench.Database.CountedTwiceAsync(cancellationToken));
    }

    private static Task<double?> UntilAsync(
        INode node,
        Func<Status, bool> isSo,
        TimeProvider time,
        CancellationToken cancellationToken
    ) =>
        Eventually.SecondsUntilAsync(
            async ct => isSo(Status.Of(await node.Desk.GetAsync("/status", ct))),
            Limit,
            time,
            cancellationToken
        );
}
