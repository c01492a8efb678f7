using System.Collections.Concurrent;
using System.Globalization;

namespace Strikeboard.Faults.Seeds;

/// <summary>Many seeds over the pure rules; then each kept mistake, which must be noticed.</summary>
internal sealed class SeedCampaign(Report report, TimeProvider time)
{
    private const int SeedsForAMutant = 3000;

    public void Run(int first, int count, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var verdicts = new ConcurrentBag<SeedVerdict>();
        var options = new ParallelOptions { CancellationToken = cancellationToken };
        Parallel.For(first, first + count, options, seed => verdicts.Add(SeedRun.Run(seed)));
        var seconds = time.GetElapsedTime(began).TotalSeconds;
        report.Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{count} seeds in {seconds:0.0} s ({count / seconds * 60:0} a minute): {verdicts.Sum(v => (long)v.Orders)} orders, {verdicts.Sum(v => (long)v.Crashes)} crashes, {verdicts.Sum(v => v.Unknown)} left unknown where the venue gives no proof"
            )
        );
        foreach (var verdict in verdicts.Where(v => v.Broken.Count > 0).OrderBy(v => v.Seed).Take(20))
            report.Broke("seeds", $"seed {verdict.Seed}: {string.Join("; ", verdict.Broken)}");

        foreach (var mutant in Enum.GetValues<Mutant>().Where(m => m != Mutant.None))
            Catch(mutant, first, cancellationToken);
    }

    private void Catch(Mutant mutant, int first, CancellationToken cancellationToken)
    {
        for (var seed = first; seed < first + SeedsForAMutant; seed++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (SeedRun.Run(seed, mutant) is not { Broken.Count: > 0 } caught)
                continue;
            report.Say($"{mutant} noticed by seed {seed}: {caught.Broken[0]}");
            return;
        }
        report.Broke("mutants", $"{mutant} went unnoticed by {SeedsForAMutant} seeds");
    }
}
