using System.Globalization;
using Strikeboard.Faults.Bodies;
using Strikeboard.Faults.Rig;
using Strikeboard.Faults.Scenarios;
using Strikeboard.Faults.Trading;

namespace Strikeboard.Faults;

/// <summary>All scenarios, one after the other, on one pair of processes. Slowness is a figure; a broken promise is a failure.</summary>
internal sealed class Campaign(Options options, Report report, TimeProvider time)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (options.Kills > 0 && options.Wants(DeskKillCampaign.Name))
            await TradingAsync(cancellationToken);
        if (options.Only == DeskKillCampaign.Name)
            return;
        await using var bench = await StartAsync(0, cancellationToken);
        if (options.Minutes > 0 && options.Wants("quiet run"))
            await GuardAsync("quiet run", bench, ct => QuietAsync(bench, ct), cancellationToken);
        foreach (var fault in VenueFault.All.Where(fault => options.Wants(fault.Name)))
            await GuardAsync(fault.Name, bench, ct => FaultAsync(bench, fault, ct), cancellationToken);
        if (options.Wants("kill app"))
            await GuardAsync("kill app", bench, ct => KillsAsync(bench, ct), cancellationToken);
        if (options.Wants("takeover"))
            await GuardAsync("takeover", bench, ct => TakeoversAsync(bench, ct), cancellationToken);
        if (options.Wants("kill backend"))
            await GuardAsync("kill backend", bench, ct => DatabaseAsync(bench, false, ct), cancellationToken);
        if (options.Wants("kill postmaster"))
            await GuardAsync("kill postmaster", bench, ct => DatabaseAsync(bench, true, ct), cancellationToken);
        // Last: what it changes by accident stays changed.
        if (options.Count > 0 && options.Wants("bodies"))
            await GuardAsync("bodies", bench, ct => BodiesAsync(bench, ct), cancellationToken);
    }

    /// <summary>On a desk of its own, with more to trade than the others need.</summary>
    private async Task TradingAsync(CancellationToken cancellationToken)
    {
        await using var bench = await StartAsync(DeskKillCampaign.Symbols, cancellationToken);
        await GuardAsync(
            DeskKillCampaign.Name,
            bench,
            ct => new DeskKillCampaign(options, report, time).RunAsync(bench, ct),
            cancellationToken
        );
    }

    private async Task<Bench> StartAsync(int symbols, CancellationToken cancellationToken)
    {
        var bench = await Bench.StartAsync(options.Seed, time, cancellationToken, symbols);
        report.Say($"app {bench.App.Id}, exchanges on {bench.Exchanges.Port}");
        return bench;
    }

    /// <summary>A scenario that cannot go on is a failure of its own and leaves the others their turn.</summary>
    private async Task GuardAsync(
        string scenario,
        Bench bench,
        Func<CancellationToken, Task> run,
        CancellationToken cancellationToken
    )
    {
        report.Say($"{scenario} …");
        try
        {
            await run(cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            report.Broke(scenario, $"{fault.GetType().Name}: {fault.Message}");
            await bench.Exchanges.ClearAsync(cancellationToken);
            if (!bench.App.IsAlive)
                bench.StartApp();
        }
    }

    private async Task FaultAsync(Bench bench, VenueFault fault, CancellationToken cancellationToken)
    {
        var outcome = await VenueFaultRun.RunAsync(bench, fault, TimeSpan.FromSeconds(6), cancellationToken);
        report.Add(fault.Name, "named after", [outcome.NamedAfter], remark: outcome.NamedAs);
        report.Add(
            fault.Name,
            "recovered after",
            [outcome.RecoveredAfter],
            remark: string.Join(' ', outcome.CarriedOn.Select(seen => $"{seen.Word}×{seen.Times}"))
        );
        if (fault.Silences && outcome.NamedAfter is null)
            report.Broke(fault.Name, "never named");
        if (outcome.RecoveredAfter is null)
            report.Broke(fault.Name, "no recovery within 60 s");
        Stale(fault.Name, outcome.Breaches);
    }

    private async Task KillsAsync(Bench bench, CancellationToken cancellationToken)
    {
        var (random, outcomes) = (new Random(options.Seed), new List<AppKillOutcome>());
        for (var i = 0; i < options.Kills; i++)
        {
            var outcome = await AppKill.RunAsync(bench, random, cancellationToken);
            report.Say(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  kill {i + 1}: fresh after {outcome.FreshCycleAfter:0.00} s, {outcome.Acknowledged} acknowledged, {outcome.LostCommands} lost, {outcome.LostPriceSeconds:0.0} s of prices lost"
                )
            );
            outcomes.Add(outcome);
            if (outcome.LostCommands > 0)
                report.Broke("kill app", $"{outcome.LostCommands} acknowledged commands lost");
            if (!outcome.CameBack)
                report.Broke("kill app", "no recovery within 60 s");
            if (!outcome.DesiredKept)
                report.Broke("kill app", "the desired state was not kept");
        }
        report.Add("kill app", "fresh cycle after restart", outcomes.Select(o => o.FreshCycleAfter));
        report.Add("kill app", "prices lost", outcomes.Select(o => (double?)o.LostPriceSeconds));
        report.Add("kill app", "acknowledged commands lost", outcomes.Select(o => (double?)o.LostCommands), "");
    }

    private async Task TakeoversAsync(Bench bench, CancellationToken cancellationToken)
    {
        var outcome = await Takeover.RunAsync(bench, options.Kills, new Random(options.Seed), cancellationToken);
        report.Add("takeover", "new leader's first fresh cycle", outcome.FreshCycleAfter);
        report.Add("takeover", "counted twice", [outcome.CountedTwice], "");
        if (outcome.FreshCycleAfter.Contains(null))
            report.Broke("takeover", "nobody took over within 60 s");
        if (outcome.CountedTwice > 0)
            report.Broke("takeover", $"{outcome.CountedTwice} seconds counted twice");
    }

    private async Task DatabaseAsync(Bench bench, bool postmaster, CancellationToken cancellationToken)
    {
        var name = postmaster ? "kill postmaster" : "kill backend";
        var (random, outcomes) = (new Random(options.Seed), new List<DatabaseKillOutcome>());
        for (var i = 0; i < Math.Min(3, options.Kills); i++)
        {
            var outcome = await DatabaseKill.RunAsync(bench, postmaster, random, cancellationToken);
            outcomes.Add(outcome);
            if (!outcome.AppSurvived)
                report.Broke(name, "the app died with it");
            if (!outcome.AcknowledgedKept)
                report.Broke(name, "an acknowledged command was lost");
            if (outcome.AllWellAfter is null)
                report.Broke(name, "no recovery within 60 s");
        }
        report.Add(name, "command acknowledged after", outcomes.Select(o => o.AcknowledgedAfter));
        report.Add(name, "all well after", outcomes.Select(o => o.AllWellAfter));
        report.Add(name, "cycles missed", outcomes.Select(o => (double?)o.CyclesMissed), "");
    }

    private async Task BodiesAsync(Bench bench, CancellationToken cancellationToken)
    {
        var outcome = await BodiesRun.RunAsync(bench, options.Count, options.Seed, report.Say, cancellationToken);
        report.Add("bodies", "calls per second", [outcome.PerSecond], "/s", outcome.ToString());
        report.Add("bodies", "processor a call", [outcome.Costs.App + outcome.Costs.Database], "ms");
        foreach (var dear in outcome.Dearest)
            report.Say($"  {dear}");
        report.Add("bodies", "answers of 5xx", [outcome.ByClass.GetValueOrDefault(5)], "");
        report.Add("bodies", "changes though refused", [outcome.Changes.Count], "");
        foreach (var wrong in outcome.Faults.Concat(outcome.Changes))
            report.Broke("bodies", wrong);
    }

    private async Task QuietAsync(Bench bench, CancellationToken cancellationToken)
    {
        var outcome = await QuietRun.RunAsync(bench, options.Minutes, cancellationToken);
        report.Add("quiet run", "cycles", [outcome.Cycles], "");
        report.Add("quiet run", "success rate", [100.0 * outcome.Succeeded / Math.Max(1, outcome.Cycles)], "%");
        report.Add("quiet run", "missed ticks", [outcome.MissedTicks], "");
        report.Add("quiet run", "memory after 2 min", [outcome.MegabytesEarly], "MB");
        report.Add("quiet run", "memory at the end", [outcome.MegabytesAtEnd], "MB");
        foreach (var failure in outcome.Failures)
            report.Say($"  failed cycle {failure}");
        Stale("quiet run", outcome.Breaches);
    }

    private void Stale(string scenario, IReadOnlyList<string> breaches)
    {
        if (breaches.Count > 0)
            report.Broke(
                scenario,
                $"stale shown as live {breaches.Count} times, first: {breaches[0]}; last: {breaches[^1]}"
            );
    }
}
