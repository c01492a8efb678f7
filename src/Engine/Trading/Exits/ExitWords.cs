using static System.FormattableString;

namespace Strikeboard.Engine.Trading.Exits;

/// <summary>A verdict with its figures.</summary>
internal static class ExitWords
{
    public static ExitVerdict Of(ExitWatch watch, ExitCause cause, DateTimeOffset now)
    {
        var verdict = new ExitVerdict(
            watch.Plan.PositionId,
            cause,
            Code(cause),
            $"{watch.Plan.Instrument}: {Reason(watch, cause, now)}",
            null,
            now
        );
        return verdict.IsExit ? verdict with { LimitPrice = Limit(watch, now) } : verdict;
    }

    private static decimal Limit(ExitWatch watch, DateTimeOffset now) =>
        ExitPrice.Of(watch.LastPrint is { } print && print.CanBeJudged(now) ? print.Bid : null, 0, watch.Plan.Settings);

    private static string Code(ExitCause cause) =>
        cause switch
        {
            ExitCause.StopPrice => "exit.stop_price",
            ExitCause.StopChance => "exit.stop_chance",
            ExitCause.Target => "exit.target",
            ExitCause.BeforeClose => "exit.before_close",
            ExitCause.ChanceAlert => "exit.chance_alert",
            _ => "exit.blind",
        };

    private static string Reason(ExitWatch watch, ExitCause cause, DateTimeOffset now)
    {
        var (plan, bid, chance) = (watch.Plan, watch.LastPrint?.Bid, watch.LastChance?.Chance);
        return cause switch
        {
            ExitCause.StopPrice => Invariant(
                $"the best bid of ${bid} is at or below the stop of ${plan.Protection.StopPrice}."
            ),
            ExitCause.StopChance => Invariant(
                $"its chance is {chance:0.000}, below {plan.Protection.StopChance:0.00} for {watch.Held.CyclesBelow} cycles."
            ),
            ExitCause.Target => Invariant(
                $"the best bid of ${bid} is at or above the target of ${plan.Protection.TargetPrice}."
            ),
            ExitCause.BeforeClose => Invariant($"its market closes in {(plan.ClosesAt - now)?.TotalSeconds:0} s."),
            ExitCause.ChanceAlert => Invariant($"its chance has fallen to {chance:0.000}."),
            _ => Blind(watch, now),
        };
    }

    private static string Blind(ExitWatch watch, DateTimeOffset now) =>
        watch.Price.Since is { } since
            ? Invariant($"no price to judge it by for {(now - since).TotalSeconds:0} s.")
            : Invariant($"no chance to judge it by for {(now - watch.Chance.Since)?.TotalSeconds:0} s.");
}
