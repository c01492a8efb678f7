namespace Strikeboard.Model;

/// <summary>The six words for how far a value can be trusted, from best to worst; the order is used to find the worst of several.</summary>
public enum Quality
{
    Live,
    Delayed,
    Fallback,
    Estimated,
    Stale,
    Missing,
}
