using Strikeboard.Model;

namespace Strikeboard.Engine.Trading;

/// <summary>Somebody wants to enter: a person, a script or a bot, all by the same road.</summary>
internal sealed record EntryWish
{
    public required string Instrument { get; init; }
    public required Side Side { get; init; }
    public required decimal Quantity { get; init; }

    /// <summary>Of the side, in dollars: never more is paid.</summary>
    public required decimal LimitPrice { get; init; }
    public required string OpenedBy { get; init; }
    public required string Reason { get; init; }

    /// <summary>How long it may rest at the venue; null: the desk's own setting.</summary>
    public TimeSpan? Rests { get; init; }
    public Protection Protection { get; init; } = Protection.None;
}

/// <summary>Either the position, with its slot taken and its order planned, or why not.</summary>
internal sealed record EntryAnswer(Position? Position, Refusal? Refusal)
{
    public static EntryAnswer No(Refusal refusal) => new(null, refusal);
}
