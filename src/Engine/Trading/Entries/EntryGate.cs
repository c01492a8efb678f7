using System.Collections.Immutable;
using Strikeboard.Quant.Numbers;

namespace Strikeboard.Engine.Trading.Entries;

/// <summary>One condition of an entry. Yes-or-no conditions have 1 for yes and a threshold of 1.</summary>
/// <param name="Value">Null where it is not known, or where there is nothing to measure.</param>
/// <param name="Distance">How much is missing, in the gate's own unit: 0 where it is passed, null where nobody can tell.</param>
public readonly record struct EntryGate(string Name, double? Value, double Threshold, bool Passed, double? Distance)
{
    public static EntryGate Yes(string name, bool passed, double? value = null) =>
        new(name, value ?? (passed ? 1 : 0), 1, passed, passed ? 0 : 1);

    public static EntryGate AtLeast(string name, double? value, double threshold)
    {
        var passed = value is { } v && Tolerance.AtLeast(v, threshold);
        return new EntryGate(name, value, threshold, passed, passed ? 0 : threshold - value);
    }

    public static EntryGate AtMost(string name, double? value, double threshold)
    {
        var passed = value is { } v && Tolerance.AtMost(v, threshold);
        return new EntryGate(name, value, threshold, passed, passed ? 0 : value - threshold);
    }

    /// <summary>Passed too where there is nothing to wait for.</summary>
    public static EntryGate Since(string name, double? seconds, double threshold) =>
        seconds is null ? new EntryGate(name, null, threshold, true, 0) : AtLeast(name, seconds, threshold);
}

/// <summary>The conditions in the order in which they are asked; the first that fails is the reason that is told.</summary>
public static class EntryGateNames
{
    public const string Switch = "switch";
    public const string Open = "open";
    public const string Guard = "guard";
    public const string Quality = "quality";
    public const string QuoteAge = "quote_age";
    public const string ClosesAfter = "closes_after";
    public const string ClosesWithin = "closes_within";
    public const string Slot = "slot";
    public const string EventSide = "event_side";
    public const string Between = "between";
    public const string AfterRefusal = "after_refusal";
    public const string Watchlist = "watchlist";
    public const string Momentum = "momentum";
    public const string MomentumAgainst = "momentum_against";
    public const string PriceMin = "price_min";
    public const string PriceMax = "price_max";
    public const string Probability = "probability";
    public const string Edge = "edge";
    public const string Volume = "volume";
    public const string OpenInterest = "open_interest";
    public const string BestOfCycle = "best_of_cycle";

    /// <summary>The order of a mode: each has its own signal in the same place.</summary>
    public static ImmutableArray<string> Of(EntryMode mode) =>
        [
            Switch,
            Open,
            Guard,
            Quality,
            QuoteAge,
            ClosesAfter,
            ClosesWithin,
            Slot,
            EventSide,
            Between,
            AfterRefusal,
            mode == EntryMode.Watchlist ? Watchlist : Momentum,
            MomentumAgainst,
            PriceMin,
            PriceMax,
            Probability,
            Edge,
            Volume,
            OpenInterest,
            BestOfCycle,
        ];
}
