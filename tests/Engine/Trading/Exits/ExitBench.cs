using Strikeboard.Engine.Trading.Exits;
using Strikeboard.Model;

namespace Strikeboard.Engine.Tests.Trading.Exits;

/// <summary>A position with a price stop at 60, a target at 95 and a chance stop at 0.40, and what may be seen of it.</summary>
internal static class ExitBench
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 17, 0, 0, TimeSpan.Zero);

    public static ExitPlan Plan { get; } =
        new(
            new Guid(1, 0, 0, new byte[8]),
            "KXBTCD-26MAR0213-T99999.99",
            Side.Yes,
            new Protection(0.60m, 0.95m, 0.40),
            Noon.AddMinutes(20),
            new ExitSettings()
        );

    public static ExitPlan PriceOnly { get; } = Plan with { Protection = new Protection(0.60m, 0.95m, null) };

    public static ExitPlan ChanceOnly { get; } = Plan with { Protection = new Protection(null, null, 0.40) };

    public static DateTimeOffset At(double seconds) => Noon.AddSeconds(seconds);

    /// <summary>A print proven at the moment it is looked at.</summary>
    public static ExitFacts Bid(
        double at,
        decimal? bid,
        decimal? ask = null,
        string source = "kalshi",
        double age = 0
    ) =>
        new(
            At(at),
            new ExitPrint(bid, ask ?? Math.Min(0.99m, (bid ?? 0.5m) + 0.02m), At(at - age), Transport.Stream, source)
        );

    public static ExitFacts Chance(double at, double chance, long? cycle = null, Quality quality = Quality.Live) =>
        new(At(at), null, new ExitChance(chance, cycle ?? (long)at, At(at), quality));

    public static ExitFacts Nothing(double at) => new(At(at));

    public static List<ExitVerdict> Run(ExitPlan plan, params IEnumerable<ExitFacts> facts)
    {
        var (watch, verdicts) = (new ExitWatch(plan), new List<ExitVerdict>());
        foreach (var one in facts)
        {
            (watch, var verdict) = ExitJudge.Judge(watch, one);
            if (verdict is not null)
                verdicts.Add(verdict);
        }
        return verdicts;
    }

    public static string[] Codes(ExitPlan plan, params IEnumerable<ExitFacts> facts) =>
        [.. Run(plan, facts).Select(verdict => verdict.Code)];
}
