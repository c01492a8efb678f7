using System.Globalization;
using Strikeboard.Faults.Points;
using Strikeboard.Faults.Rig;

namespace Strikeboard.Faults.Trading;

/// <summary>Kill after kill: every named step once, then at random, and what it all came to.</summary>
internal sealed class DeskKillCampaign(Options options, Report report, TimeProvider time)
{
    public const string Name = "kill desk";

    /// <summary>A contract is bought once a day at most, and a campaign buys many.</summary>
    public const int Symbols = 12;

    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    public async Task RunAsync(Bench bench, CancellationToken cancellationToken)
    {
        var tally = await KillTally.ReadAsync(options.State, cancellationToken);
        var (before, receivedBefore, filledBefore) = (tally.Kills, tally.Received, tally.Filled);
        var random = new Random(options.Seed + before);
        var plan = new KillPlan(tally.Reached, random, time);
        var supply = new Supply(bench, Symbols);
        await DeskKill.PrepareAsync(bench, cancellationToken);
        var began = time.GetTimestamp();
        while (tally.Kills - before < options.Kills)
        {
            var (point, fault) = plan.Next();
            var from = time.GetTimestamp();
            var outcome = await new DeskKill(bench, supply, point, fault, random).RunAsync(cancellationToken);
            plan.Done(point, outcome.Missed);
            tally.Add(outcome);
            Judge(tally, outcome, time.GetElapsedTime(from));
            var ledger = await bench.Exchanges.ReadLedgerAsync(cancellationToken);
            tally.Received = receivedBefore + ledger.Received;
            tally.Filled = filledBefore + ledger.Filled.Count;
            await tally.WriteAsync(options.State, cancellationToken);
        }
        Tell(tally, time.GetElapsedTime(began) / Math.Max(1, tally.Kills - before));
    }

    private void Judge(KillTally tally, DeskKillOutcome outcome, TimeSpan took)
    {
        report.Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  kill {tally.Kills} at {string.Join(", ", outcome.Reached.DefaultIfEmpty(outcome.Where))} ({outcome.Fault}): {outcome.Asked} asked, watched again after {outcome.ProtectedAfter:0.0} s, quiet after {outcome.QuietAfter:0.0} s, took {took.TotalSeconds:0} s{(outcome.Missed is { } missed ? $", never came to {missed}" : "")}"
            )
        );
        // What is broken stays broken, and is told once.
        foreach (var broken in outcome.Broken.Where(_told.Add))
        {
            tally.Break(broken);
            report.Broke(Name, $"kill {tally.Kills}, {outcome.Where}, {outcome.Fault}: {broken}");
        }
        if (outcome.ProtectedAfter is null)
            report.Broke(Name, $"kill {tally.Kills}, {outcome.Fault}: not watched again within 60 s");
    }

    private void Tell(KillTally tally, TimeSpan each)
    {
        var steps = KillPoint.All.SelectMany(point => point.Steps).Distinct(StringComparer.Ordinal).ToList();
        var never = steps.Where(step => !tally.Reached.ContainsKey(step)).ToList();
        report.Add(
            Name,
            "kills",
            [tally.Kills],
            "",
            $"{tally.Reached.Values.Sum()} at named steps, {each.TotalSeconds:0.0} s each"
        );
        report.Add(Name, "named steps reached", [steps.Count - never.Count], "", $"of {steps.Count}");
        report.Add(
            Name,
            "orders received by the venue",
            [tally.Received],
            "",
            $"{tally.Asked} asked, {tally.Filled} filled"
        );
        report.Add(Name, "doubled", [tally.Of("doubled")], "");
        report.Add(Name, "lost", [tally.Of("lost", "holding")], "");
        report.Add(Name, "oversold", [tally.Of("oversold")], "");
        report.Add(Name, "re-entries", [tally.Of("slot", "closed today")], "");
        report.Add(Name, "cash or fees differ", [tally.Of("cash", "fees")], "");
        report.Add(Name, "switch forgotten", [tally.Of("switch")], "");
        report.Add(Name, "unknown left", [tally.UnknownLeft], "");
        report.Add(Name, "unprotected while something is held", tally.Unprotected.Select(s => (double?)s));
        report.Add(Name, "recovery, kill to watched", tally.Recovered.Select(s => (double?)s), "s", P99(tally));
        // Too few kills for all of them are a look, and no run.
        if (tally.Kills < KillPlan.Named)
            return;
        foreach (var step in never)
            report.Broke(Name, $"no kill came to {step}");
    }

    private static string P99(KillTally tally)
    {
        if (tally.Recovered.Count == 0)
            return "never";
        var sorted = tally.Recovered.Order().ToList();
        var p99 = sorted[Math.Max(0, (int)Math.Ceiling(0.99 * sorted.Count) - 1)];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"p99 {p99:0.00} s{(tally.NeverWatched > 0 ? $", {tally.NeverWatched} never" : "")}"
        );
    }
}
