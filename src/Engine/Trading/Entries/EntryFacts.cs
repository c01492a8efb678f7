using System.Collections.Immutable;
using Strikeboard.Model;

namespace Strikeboard.Engine.Trading.Entries;

/// <summary>One cycle, and what the desk knows when it is weighed.</summary>
public sealed record EntryFacts
{
    public required DateTimeOffset Now { get; init; }
    public required CycleSnapshot Cycle { get; init; }

    /// <summary>Why nobody may open just now (entries paused, reducing, halted, standby); empty where one may.</summary>
    public string Closed { get; init; } = "";
    public EntryGuard Guard { get; init; } = EntryGuard.Armed;

    /// <summary>Instruments whose slot is taken on this account, and those closed today.</summary>
    public ImmutableHashSet<string> Taken { get; init; } = [];

    /// <summary>The sides that were entered in each event already.</summary>
    public ImmutableHashSet<EventSide> Entered { get; init; } = [];

    /// <summary>When a wish to enter was last kept, and when one was last refused.</summary>
    public DateTimeOffset? LastEntryAt { get; init; }
    public DateTimeOffset? LastRefusalAt { get; init; }
}

public readonly record struct EventSide(string Event, Side Side);
