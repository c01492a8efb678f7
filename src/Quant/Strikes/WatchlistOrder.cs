namespace Strikeboard.Quant.Strikes;

/// <summary>
/// Largest edge first, then largest probability, then lowest strike; what is null comes last. Exact comparisons: an order
/// with tolerance would not be transitive.
/// </summary>
public sealed class WatchlistOrder : IComparer<WatchlistCandidate>
{
    public static WatchlistOrder Instance { get; } = new();

    public int Compare(WatchlistCandidate x, WatchlistCandidate y)
    {
        var byEdge = Nullable.Compare(y.ActiveEdge, x.ActiveEdge);
        if (byEdge != 0)
        {
            return byEdge;
        }

        var byProbability = Nullable.Compare(y.ActiveProb, x.ActiveProb);
        return byProbability != 0 ? byProbability : x.Strike.CompareTo(y.Strike);
    }
}
