namespace Strikeboard.Model;

/// <summary>Where a contract stands in its life. Unknown words of a venue become <see cref="Unknown"/>, never a guess.</summary>
public enum MarketStatus
{
    Unknown,
    Unopened,
    Active,
    Inactive,
    Closed,
    Determined,
    Finalized,
}
