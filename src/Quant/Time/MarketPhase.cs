namespace Strikeboard.Quant.Time;

/// <summary>Where a market stands: trading openly, inside the sixty seconds whose average settles it, or over.</summary>
public enum MarketPhase
{
    Open,
    Averaging,
    Closed,
}
