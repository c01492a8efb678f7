namespace Strikeboard.Engine.Pipeline.Steps;

/// <summary>The two orders of the watchlist. A row without an edge comes after all that have one.</summary>
internal static class RowOrder
{
    /// <summary>As <see cref="Quant.Strikes.WatchlistOrder"/> has it: largest edge, largest probability, lowest strike, then by ticker.</summary>
    public static int Entries(in JudgedRow x, in JudgedRow y)
    {
        var order = Descending(x.ActiveEdge, y.ActiveEdge);
        order = order != 0 ? order : Descending(x.ActiveProb, y.ActiveProb);
        order = order != 0 ? order : x.Strike.CompareTo(y.Strike);
        return order != 0 ? order : string.CompareOrdinal(x.Ticker, y.Ticker);
    }

    /// <summary>Fewest failures, then largest edge, then by ticker.</summary>
    public static int NearMisses(in JudgedRow x, in JudgedRow y)
    {
        var order = x.FailureCount.CompareTo(y.FailureCount);
        order = order != 0 ? order : Descending(x.ActiveEdge, y.ActiveEdge);
        return order != 0 ? order : string.CompareOrdinal(x.Ticker, y.Ticker);
    }

    /// <summary>Not a number is the smallest of all.</summary>
    private static int Descending(double x, double y) => y.CompareTo(x);
}
