using Strikeboard.Model;

namespace Strikeboard.Engine.Risk;

/// <summary>One order that somebody wants to send, whoever it is.</summary>
public sealed record RiskWish
{
    public required string Instrument { get; init; }
    public required Side Side { get; init; }
    public required IntentPurpose Purpose { get; init; }
    public required decimal Quantity { get; init; }

    /// <summary>Of the side, in dollars: at most for an entry, at least for an exit.</summary>
    public required decimal LimitPrice { get; init; }

    /// <summary>What the position holds that an exit is to sell; of no meaning to an entry.</summary>
    public decimal Held { get; init; }
}
