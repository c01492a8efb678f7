using System.Collections.Immutable;
using System.Globalization;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Entries.Keeping;

/// <summary>What does not change of a candidate while its contract trades.</summary>
internal sealed record DecisionSide(
    Symbol Symbol,
    string Series,
    string Event,
    string Instrument,
    Side Side,
    EntryMode Mode,
    DateTimeOffset ClosesAt
)
{
    public static DecisionSide Of(EntryDecision decision) =>
        new(
            decision.Symbol,
            decision.Series,
            decision.Event,
            decision.Instrument,
            decision.Side,
            decision.Mode,
            decision.ClosesAt
        );
}

/// <summary>One number of a candidate, as a whole number of its smallest unit that is kept; null where it is not known.</summary>
internal sealed record DecisionColumn(string Name, Func<EntryDecision, long?> Of);

/// <summary>
/// The numbers of a decision and how finely they are kept: finer than anybody reads them, and coarse enough to be small.
/// Whether a condition was met is kept by itself and never reckoned again.
/// </summary>
internal static class DecisionColumns
{
    private const double Fine = 1e4;
    private const double Chances = 1e6;
    private const double MostKept = 9e15;
    private const int Conditions = 20;

    private static readonly ImmutableHashSet<string> YesOrNo =
    [
        EntryGateNames.Switch,
        EntryGateNames.Open,
        EntryGateNames.Guard,
        EntryGateNames.Slot,
        EntryGateNames.EventSide,
        EntryGateNames.Watchlist,
        EntryGateNames.BestOfCycle,
    ];

    private static readonly ImmutableDictionary<EntryMode, ImmutableArray<string>> Names = Enum.GetValues<EntryMode>()
        .ToImmutableDictionary(mode => mode, EntryGateNames.Of);

    public static ImmutableArray<DecisionColumn> All { get; } =
    [
        new("price", d => Whole((double?)d.Price, Fine)),
        new("quantity", d => Whole((double)d.Quantity, Fine)),
        new("chance", d => Whole(d.Chance, Chances)),
        new("edge", d => Whole(d.Edge, Fine)),
        new("stop", d => Whole((double?)d.Protection.StopPrice, Fine)),
        new("target", d => Whole((double?)d.Protection.TargetPrice, Fine)),
        new("stopChance", d => Whole(d.Protection.StopChance, Chances)),
        new("passed", Passed),
        .. Enumerable
            .Range(0, Conditions)
            .SelectMany(at =>
                new DecisionColumn[]
                {
                    new(Value(at), d => Whole(d.Gates[at].Value, ScaleOf(d.Gates[at].Name))),
                    new(Threshold(at), d => Whole(d.Gates[at].Threshold, ScaleOf(d.Gates[at].Name))),
                }
            ),
    ];

    public static EntryDecision Decision(DecisionSide side, long cycle, DateTimeOffset at, Func<string, long?> told)
    {
        var passed = told("passed") ?? 0;
        return new EntryDecision
        {
            CycleId = cycle,
            At = at,
            Symbol = side.Symbol,
            Series = side.Series,
            Event = side.Event,
            Instrument = side.Instrument,
            Side = side.Side,
            Mode = side.Mode,
            ClosesAt = side.ClosesAt,
            Price = Dollars(told("price")),
            Quantity = Dollars(told("quantity")) ?? 0,
            Chance = told("chance") / Chances ?? double.NaN,
            Edge = told("edge") / Fine,
            Protection = new Protection(Dollars(told("stop")), Dollars(told("target")), told("stopChance") / Chances),
            Gates =
            [
                .. Names[side.Mode]
                    .Select((name, i) => Gate(name, told(Value(i)), told(Threshold(i)), (passed & (1L << i)) != 0)),
            ],
        };
    }

    public static long ZigZag(long value) => (value << 1) ^ (value >> 63);

    public static long UnZigZag(long value) => (long)((ulong)value >> 1) ^ -(value & 1);

    private static EntryGate Gate(string name, long? value, long? threshold, bool passed)
    {
        var scale = ScaleOf(name);
        var (held, needs) = (value / scale, threshold / scale ?? 0);
        double? distance =
            passed ? 0
            : YesOrNo.Contains(name) ? 1
            : Math.Abs(needs - held ?? double.NaN);
        return new EntryGate(name, held, needs, passed, distance is double.NaN ? null : distance);
    }

    private static long? Passed(EntryDecision decision)
    {
        long passed = 0;
        for (var i = 0; i < decision.Gates.Length; i++)
            passed |= decision.Gates[i].Passed ? 1L << i : 0;
        return passed;
    }

    /// <summary>Seconds to a hundredth, contracts to a hundredth, cents and shares finer.</summary>
    private static double ScaleOf(string gate) =>
        gate switch
        {
            EntryGateNames.Probability => Chances,
            EntryGateNames.Edge or EntryGateNames.Momentum or EntryGateNames.MomentumAgainst => Fine,
            _ => 100,
        };

    private static long? Whole(double? value, double scale) =>
        value is { } known && !double.IsNaN(known)
            ? (long)Math.Round(Math.Clamp(known * scale, -MostKept, MostKept))
            : null;

    private static decimal? Dollars(long? whole) => whole / (decimal)Fine;

    private static string Value(int at) => string.Create(CultureInfo.InvariantCulture, $"value{at}");

    private static string Threshold(int at) => string.Create(CultureInfo.InvariantCulture, $"threshold{at}");
}
