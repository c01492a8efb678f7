using System.Text.Json;
using Strikeboard.Faults.Points;
using Strikeboard.Faults.Rig;

namespace Strikeboard.Faults.Trading;

/// <param name="Fault">What the venue did meanwhile.</param>
/// <param name="Reached">The named steps at which the process ended.</param>
/// <param name="Missed">The one that was waited for and never taken.</param>
/// <param name="ProtectedAfter">From the last kill until what is held was known and watched again; null where it never was.</param>
/// <param name="Unprotected">From the first kill until then, where something was held; in seconds.</param>
/// <param name="QuietAfter">From the last order until nothing was under way any more; null where something still was.</param>
public sealed record DeskKillOutcome(
    string Where,
    string Fault,
    int Kills,
    int Asked,
    IReadOnlyList<string> Reached,
    string? Missed,
    double? ProtectedAfter,
    double Unprotected,
    double? QuietAfter,
    int Unknown,
    IReadOnlyList<string> Broken
);

/// <summary>
/// Ends the app while orders are on their way and the venue misbehaves, at a named step or at any moment, starts it again, and
/// has the ledger judge.
/// </summary>
internal sealed class DeskKill(Bench bench, Supply supply, KillPoint point, string fault, Random random)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StepLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan UntilHeld = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(5);
    private readonly List<string> _reached = [];
    private readonly List<string> _broken = [];
    private string? _missed;
    private int _kills;

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
        bench.SetsTraps = true;
        bench.StartApp();
        await bench.AllWellAsync(Limit, cancellationToken);
    }

    public async Task<DeskKillOutcome> RunAsync(CancellationToken cancellationToken)
    {
        await supply.MoveAsync(random, cancellationToken);
        using var stream = new OrderStream(bench, supply, point.Habit, new Random(random.Next()));
        var streaming = stream.RunAsync(cancellationToken);
        if (point.HoldsFirst)
            await Task.Delay(UntilHeld, bench.Time, cancellationToken);
        if (fault.Length > 0)
            await bench.Exchanges.RaiseAsync("kalshi", fault, 15, cancellationToken);
        await EndFirstAsync(cancellationToken);
        var (firstKill, wasHeld) = (bench.Time.GetTimestamp(), await IsHeldAsync(cancellationToken));
        foreach (var step in point.Then)
            await EndStartAsync(step, cancellationToken);
        bench.Trap.Disarm();
        var (killed, killedAt) = (bench.Time.GetTimestamp(), bench.Time.GetUtcNow());
        bench.StartApp();
        var watched = await WaitAsync(ct => IsWatchingAsync(killedAt, ct), cancellationToken);
        var protectedAfter = watched is null ? (double?)null : Since(killed);
        var unprotected = wasHeld ? Since(firstKill) : 0;
        // More of them right after the start, while it still asks what became of the others.
        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(1200)), bench.Time, cancellationToken);
        stream.Stop();
        await streaming;
        await bench.Exchanges.ClearAsync(cancellationToken);
        if (point.Habit is Habit.Switch or Habit.Rearm)
            await JudgeSwitchAsync(stream.IsSwitchPromised, cancellationToken);
        var quiet = await WaitAsync(IsQuietAsync, cancellationToken);
        var records = await DeskRecords.ReadAsync(bench.Database, cancellationToken);
        _broken.AddRange(Verdict.Of(await bench.Exchanges.ReadLedgerAsync(cancellationToken), records));
        return new DeskKillOutcome(
            point.Name,
            fault.Length > 0 ? fault : "none",
            _kills,
            stream.Asked,
            _reached,
            _missed,
            protectedAfter,
            unprotected,
            quiet,
            records.Unknown,
            _broken
        );
    }

    private async Task EndFirstAsync(CancellationToken cancellationToken)
    {
        if (point.Name == KillPoint.AnyMoment)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(300 + random.Next(3700)), bench.Time, cancellationToken);
            End();
            return;
        }
        // Not always the first: what it is about has company then.
        bench.Trap.Arm(point.Name, point.Habit == Habit.Mixed && fault.Length == 0 ? 1 + random.Next(3) : 1);
        await AwaitEndAsync(
            point.Name,
            point.Habit == Habit.Payout ? KillPlan.UntilPaid + StepLimit : StepLimit,
            cancellationToken
        );
    }

    private async Task EndStartAsync(string step, CancellationToken cancellationToken)
    {
        bench.Trap.Arm(step, 1);
        bench.StartApp();
        await AwaitEndAsync(step, Limit, cancellationToken);
    }

    private async Task AwaitEndAsync(string step, TimeSpan limit, CancellationToken cancellationToken)
    {
        var began = bench.Time.GetTimestamp();
        while (bench.App.IsAlive && bench.Time.GetElapsedTime(began) < limit)
            await Task.Delay(LookEvery, bench.Time, cancellationToken);
        if (bench.Trap.Sprung is not null)
            _reached.Add(step);
        else
            _missed ??= step;
        End();
    }

    private void End()
    {
        bench.App.Kill();
        _kills++;
    }

    private double Since(long moment) => bench.Time.GetElapsedTime(moment).TotalSeconds;

    private Task<double?> WaitAsync(
        Func<CancellationToken, Task<bool>> condition,
        CancellationToken cancellationToken
    ) => Eventually.SecondsUntilAsync(condition, Limit, bench.Time, cancellationToken);

    private async Task<bool> IsHeldAsync(CancellationToken cancellationToken) =>
        (await bench.Exchanges.ReadLedgerAsync(cancellationToken)).Held.Count > 0;

    /// <summary>The venue was read after the kill: from then on exits are judged and sent.</summary>
    private async Task<bool> IsWatchingAsync(DateTimeOffset killedAt, CancellationToken cancellationToken)
    {
        var account = await bench.Desk.GetAsync("/api/reconciliation", cancellationToken);
        return account.TryGetProperty("positionsAsOf", out var read)
            && read.ValueKind == JsonValueKind.String
            && read.GetDateTimeOffset() > killedAt;
    }

    /// <summary>Nothing is under way, and what was read last agrees with what is kept.</summary>
    private async Task<bool> IsQuietAsync(CancellationToken cancellationToken)
    {
        var records = await DeskRecords.ReadAsync(bench.Database, cancellationToken);
        return records.UnderWay == 0
            && !Verdict.Of(await bench.Exchanges.ReadLedgerAsync(cancellationToken), records).Any();
    }

    /// <summary>A switch that somebody was told of, or that had done its first step, holds across any kill.</summary>
    private async Task JudgeSwitchAsync(bool isPromised, CancellationToken cancellationToken)
    {
        var risk = await bench.Desk.GetAsync("/api/risk", cancellationToken);
        if ((isPromised || _reached.Contains("SwitchPulled")) && !risk.GetProperty("killed").GetBoolean())
            _broken.Add("switch: it was pulled before the kill, and risk may be opened after it");
        await bench.Desk.PostAsync(
            "/api/system/control/rearm",
            new { reason = "the next kill needs a desk that trades" },
            cancellationToken
        );
    }
}
