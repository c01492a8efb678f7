using System.Collections.Immutable;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Entries;

/// <summary>
/// What automated entry looks for. With the defaults the demo, whose books are wrong by up to four cents, opens a position every
/// few minutes at most.
/// </summary>
public sealed record EntrySettings
{
    /// <summary>Whether anything is entered at all. Default: no. What would be entered is told all the same.</summary>
    public bool Enabled { get; init; }

    /// <summary>By a symbol's short name; one that is not named here is on, by the watchlist.</summary>
    public ImmutableDictionary<string, EntrySwitch> Symbols { get; init; } =
        ImmutableDictionary<string, EntrySwitch>.Empty;

    /// <summary>Contracts to buy. Default 5.</summary>
    public int Quantity { get; init; } = 5;

    /// <summary>How far above the ask the limit is set, in cents; edge and price are judged at the limit. Default 0.</summary>
    public int ReachCents { get; init; }

    /// <summary>Least expected profit a contract at the limit price, after the order's own fee, in cents. Default 1.</summary>
    public double MinEdgeCents { get; init; } = 1.0;

    /// <summary>Least chance of the side, as a fraction. Default 0.85.</summary>
    public double MinProbability { get; init; } = 0.85;

    /// <summary>Limit prices that are paid, in cents. Defaults 50 and 96.</summary>
    public int MinPriceCents { get; init; } = 50;
    public int MaxPriceCents { get; init; } = 96;

    /// <summary>Seconds to the close. Defaults 90 and 3600.</summary>
    public int MinSecondsToClose { get; init; } = 90;
    public int MaxSecondsToClose { get; init; } = 3600;

    /// <summary>Contracts traded, and contracts held by anybody. Defaults 1000 and 0.</summary>
    public int MinVolume { get; init; } = 1000;
    public int MinOpenInterest { get; init; }

    /// <summary>Since the book was last proven, in seconds. Default 3.</summary>
    public double MaxQuoteAgeSeconds { get; init; } = 3.0;

    /// <summary>By momentum: least movement towards the side, in weighted percent. Default 0.10.</summary>
    public double MomentumThreshold { get; init; } = 0.10;

    /// <summary>By either: most movement against the side, in weighted percent. Default 0.15.</summary>
    public double MaxMomentumAgainst { get; init; } = 0.15;

    /// <summary>Entries in one cycle, best edge first. Default 1.</summary>
    public int MaxPerCycle { get; init; } = 1;

    /// <summary>Between an entry and the next cycle that may enter, in seconds. Default 180.</summary>
    public int SecondsBetween { get; init; } = 180;

    /// <summary>After a refusal, in seconds. Default 15.</summary>
    public int SecondsAfterRefusal { get; init; } = 15;

    /// <summary>How long an entry may rest at the venue, in seconds. Default 3.</summary>
    public int RestSeconds { get; init; } = 3;

    /// <summary>Sold when the chance of the side stays below this, as a fraction. Default 0.40; null: not watched.</summary>
    public double? StopChance { get; init; } = 0.40;

    /// <summary>Sold when the best bid has fallen this far below the limit price, in cents; null (the default): never.</summary>
    public int? StopCents { get; init; }

    /// <summary>Sold when the best bid has risen this far above the limit price, in cents; null (the default): never.</summary>
    public int? TargetCents { get; init; }

    public EntryGuardLimits Guard { get; init; } = new();

    /// <summary>In the demo nothing can be lost: it enters from the first minute.</summary>
    public static EntrySettings For(Mode mode) => new() { Enabled = mode == Mode.Demo };

    public EntrySwitch Of(Symbol symbol) => Symbols.GetValueOrDefault(symbol.Name) ?? new EntrySwitch();

    /// <summary>Kept with the wish to enter, so that the first fill is protected already.</summary>
    public Protection ProtectionAt(decimal limitPrice) =>
        new(
            StopCents is { } stop ? Math.Max(0.01m, limitPrice - (stop / 100m)) : null,
            TargetCents is { } target ? Math.Min(0.99m, limitPrice + (target / 100m)) : null,
            StopChance
        );

    /// <summary>All that makes no sense, each in a sentence.</summary>
    public IEnumerable<string> Faults() => EntryFaults.Of(this);
}

/// <summary>When automated entry switches itself off.</summary>
public sealed record EntryGuardLimits
{
    /// <summary>Refusals by the venue or the desk in a row; a limit that does its work is none. Default 5.</summary>
    public int RefusalsInRow { get; init; } = 5;

    /// <summary>Losing trades in a row. Default 4.</summary>
    public int LosingInRow { get; init; } = 4;

    /// <summary>Loss of the day's own trades, fees included, in dollars. Default 20.</summary>
    public decimal DayLoss { get; init; } = 20m;
}
