namespace Strikeboard.Web.Screens.Positions;

/// <summary>What a person is about to ask of a position.</summary>
/// <param name="Order">The order whose end is not known.</param>
public sealed record PositionWish(PositionVerb Verb, Guid Position, string? Order = null);

public enum PositionVerb
{
    Close,
    Protect,
    Resolve,
}
