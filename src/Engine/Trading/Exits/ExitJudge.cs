using Strikeboard.Model;
using Strikeboard.Quant.Numbers;
using Strikeboard.Quant.Strikes;

namespace Strikeboard.Engine.Trading.Exits;

/// <summary>
/// Says when a position is to be sold. Asked at every tick of its market, at every cycle, and at least once a second, so that it
/// notices what does not come. Only real and fresh values count; an empty or crossed book is no reason for anything.
/// </summary>
public static class ExitJudge
{
    /// <summary>The clock of a source may be this much ahead of ours; what lies further ahead is wrong.</summary>
    internal static readonly TimeSpan Ahead = TimeSpan.FromSeconds(2);

    /// <summary>What was interpolated, guessed or is too old is nothing to sell by. Polled values are real.</summary>
    internal static bool IsReal(Quality quality) => quality is Quality.Live or Quality.Delayed or Quality.Fallback;

    public static (ExitWatch Watch, ExitVerdict? Verdict) Judge(ExitWatch watch, ExitFacts facts)
    {
        var plan = watch.Plan;
        // What closed is paid out, not sold.
        if (watch.Fired is not null || facts.Now >= plan.ClosesAt)
            return (watch with { Price = default, Chance = default }, null);
        (watch, var stop) = LookAtPrice(watch, facts);
        (watch, var signal) = LookAtChance(watch, facts);
        watch = LookAround(watch, facts.Now);
        return stop ? Sell(watch, ExitCause.StopPrice, facts.Now)
            : signal == HeldSideSignal.Close ? Sell(watch, ExitCause.StopChance, facts.Now)
            : IsAtTarget(watch, facts) ? Sell(watch, ExitCause.Target, facts.Now)
            : IsLate(plan, facts.Now) ? Sell(watch, ExitCause.BeforeClose, facts.Now)
            : Tell(watch, signal, facts.Now);
    }

    /// <summary>True where the stop is proven: by a second print, or by a second source.</summary>
    private static (ExitWatch, bool) LookAtPrice(ExitWatch watch, ExitFacts facts)
    {
        if (facts.Print is not { } print || !print.CanBeJudged(facts.Now))
            return (watch, false);
        if (watch.LastPrint is { } last && print.Source == last.Source && print.AsOf < last.AsOf)
            return (watch, false);
        watch = watch with { LastPrint = print };
        if (watch.Plan.Protection.StopPrice is not { } stop)
            return (watch, false);
        if (print.Bid > stop)
            // Another source that is behind takes nothing back.
            return (print.AsOf < watch.AtStop?.AsOf ? watch : watch with { AtStop = null }, false);
        // One that has grown old since proves nothing together with a new one.
        if (watch.AtStop is not { } first || !first.CanBeJudged(facts.Now))
            return (watch with { AtStop = print }, false);
        var confirmed =
            print.Source != first.Source
            || (
                print.AsOf > first.AsOf && (print.AsOf - first.AsOf).TotalSeconds >= watch.Plan.Settings.ConfirmSeconds
            );
        return (watch, confirmed);
    }

    private static (ExitWatch, HeldSideSignal) LookAtChance(ExitWatch watch, ExitFacts facts)
    {
        if (
            watch.Plan.Protection.StopChance is not { } stop
            || facts.Chance is not { } chance
            || !chance.CanBeJudged(facts.Now)
            || chance.CycleId <= watch.CycleId
        )
            return (watch, HeldSideSignal.Hold);
        var held = watch.Held.Next(chance.Chance, out var signal, stop);
        return (
            watch with
            {
                Held = held,
                CycleId = chance.CycleId,
                LastChance = chance,
                // Told anew when it has been up again in between.
                ChanceAlerted = watch.ChanceAlerted && Tolerance.Below(chance.Chance, HeldSideWatch.AlertBelow),
            },
            signal
        );
    }

    private static ExitWatch LookAround(ExitWatch watch, DateTimeOffset now) =>
        watch with
        {
            Price = watch.Plan.NeedsPrice
                ? watch.Price.Next(watch.LastPrint is { } print && print.CanBeJudged(now), now)
                : default,
            Chance = watch.Plan.NeedsChance
                ? watch.Chance.Next(watch.LastChance is { } chance && chance.CanBeJudged(now), now)
                : default,
        };

    private static bool IsAtTarget(ExitWatch watch, ExitFacts facts) =>
        facts.Print is { } print
        && print.CanBeJudged(facts.Now)
        && watch.Plan.Protection.TargetPrice is { } target
        && print.Bid >= target;

    private static bool IsLate(ExitPlan plan, DateTimeOffset now) =>
        plan.ClosesAt - now <= TimeSpan.FromSeconds(plan.Settings.SecondsBeforeClose ?? -1);

    private static (ExitWatch, ExitVerdict?) Tell(ExitWatch watch, HeldSideSignal signal, DateTimeOffset now)
    {
        if (signal == HeldSideSignal.Alert && !watch.ChanceAlerted)
            return (watch with { ChanceAlerted = true }, ExitWords.Of(watch, ExitCause.ChanceAlert, now));
        var seconds = watch.Plan.Settings.BlindSeconds;
        if (!watch.Price.IsDue(now, seconds) && !watch.Chance.IsDue(now, seconds))
            return (watch, null);
        var told = ExitWords.Of(watch, ExitCause.Blind, now);
        return (
            watch with
            {
                Price = watch.Price with { Told = watch.Price.Since is not null },
                Chance = watch.Chance with { Told = watch.Chance.Since is not null },
            },
            told
        );
    }

    private static (ExitWatch, ExitVerdict?) Sell(ExitWatch watch, ExitCause cause, DateTimeOffset now) =>
        (watch with { Fired = cause, Price = default, Chance = default }, ExitWords.Of(watch, cause, now));
}
