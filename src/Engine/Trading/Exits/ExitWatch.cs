using System.Runtime.InteropServices;
using Strikeboard.Quant.Strikes;

namespace Strikeboard.Engine.Trading.Exits;

/// <summary>What the judge remembers of a position between two looks. Begun anew at each start: nothing in it need be kept.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ExitWatch(ExitPlan Plan)
{
    /// <summary>Since when nothing could be judged by; null while it can, or need not.</summary>
    public Blindness Price { get; init; }
    public Blindness Chance { get; init; }

    /// <summary>The last print that could be judged, from which the limit of an exit is worked out.</summary>
    public ExitPrint? LastPrint { get; init; }

    /// <summary>The first of the prints at the stop that came without one above it in between.</summary>
    public ExitPrint? AtStop { get; init; }

    /// <summary>The last cycle that was counted, and how many in a row were below the stop.</summary>
    public long? CycleId { get; init; }
    public HeldSideWatch Held { get; init; }
    public ExitChance? LastChance { get; init; }
    public bool ChanceAlerted { get; init; }

    /// <summary>Everything is being sold: the judge has said so, and says it once.</summary>
    public ExitCause? Fired { get; init; }

    public bool IsBlind => Price.Since is not null || Chance.Since is not null;

    /// <summary>The same position after a change of its protection: what was seen stays, what was concluded is begun anew.</summary>
    public ExitWatch With(ExitPlan plan) =>
        new(plan)
        {
            Price = Price,
            Chance = Chance,
            LastPrint = LastPrint,
            LastChance = LastChance,
        };
}

/// <param name="Since">Null: it sees.</param>
/// <param name="Told">Somebody has been told of it.</param>
public readonly record struct Blindness(DateTimeOffset? Since, bool Told)
{
    public Blindness Next(bool sees, DateTimeOffset now) => sees ? default : this with { Since = Since ?? now };

    public bool IsDue(DateTimeOffset now, double seconds) => !Told && (now - Since)?.TotalSeconds > seconds;
}
