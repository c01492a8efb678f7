using System.Collections.Immutable;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Entries;

public enum EntryOutcome
{
    No,
    Enter,
}

/// <summary>Why a side of a contract is entered in a cycle, or why not.</summary>
public sealed record EntryDecision
{
    public required long CycleId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Symbol Symbol { get; init; }
    public required string Series { get; init; }
    public required string Event { get; init; }
    public required string Instrument { get; init; }
    public required Side Side { get; init; }
    public required EntryMode Mode { get; init; }
    public required DateTimeOffset ClosesAt { get; init; }

    /// <summary>The limit, in dollars of the side; null where the side is not offered.</summary>
    public required decimal? Price { get; init; }
    public required decimal Quantity { get; init; }

    /// <summary>The model's chance of the side.</summary>
    public required double Chance { get; init; }

    /// <summary>Cents a contract at that price, after the order's fee.</summary>
    public required double? Edge { get; init; }
    public required Protection Protection { get; init; }
    public required ImmutableArray<EntryGate> Gates { get; init; }

    public string? FirstFailed
    {
        get
        {
            foreach (var gate in Gates)
            {
                if (!gate.Passed)
                    return gate.Name;
            }
            return null;
        }
    }

    public EntryOutcome Outcome => FirstFailed is null ? EntryOutcome.Enter : EntryOutcome.No;

    public EntryGate Gate(string name) => Gates.First(gate => gate.Name == name);
}
