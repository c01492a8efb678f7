using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Strikes;

/// <summary>Which rows are worth watching, by how much the others miss, and in which order.</summary>
public static class WatchlistFilter
{
    public static WatchlistVerdict Evaluate(StrikeRow row, WatchlistCriteria criteria) =>
        Evaluate(WatchlistCandidate.From(row), criteria);

    /// <summary>A needed figure that is null fails its criterion. Quotes and volume compare exactly, computed figures with tolerance.</summary>
    public static WatchlistVerdict Evaluate(in WatchlistCandidate row, WatchlistCriteria criteria)
    {
        ArgumentNullException.ThrowIfNull(criteria);
        var failed =
            Unless(AtLeast(row.ActiveProb, criteria.MinProbability), WatchlistFailures.Probability)
            | Unless(AtLeast(row.ActiveEdge, criteria.MinEdge), WatchlistFailures.Edge)
            | Unless(row.Volume >= criteria.MinVolume, WatchlistFailures.Volume)
            | Unless(row.Spread is not < 0, WatchlistFailures.Crossed)
            | Unless(row.Spread <= criteria.MaxSpread, WatchlistFailures.Spread)
            | Unless(row.ActiveAsk <= criteria.MaxAsk, WatchlistFailures.Ask)
            | Unless(row.BufferSigma is { } s && AtLeast(Math.Abs(s), criteria.MinSigma), WatchlistFailures.Sigma);
        return new WatchlistVerdict(failed, row, criteria);
    }

    /// <summary>What the cycle as a whole must show besides: fresh inputs, sound quality, neither too early nor too late.</summary>
    public static WatchlistFailures EvaluateCycle(
        double secondsToClose,
        bool isFresh,
        bool isDegraded,
        WatchlistCriteria criteria
    )
    {
        ArgumentNullException.ThrowIfNull(criteria);
        Require.NotNegative(secondsToClose);
        return Unless(isFresh, WatchlistFailures.NotFresh)
            | Unless(!isDegraded, WatchlistFailures.Degraded)
            | Unless(Tolerance.AtLeast(secondsToClose, criteria.MinSecondsToClose), WatchlistFailures.TooLate)
            | Unless(Tolerance.AtMost(secondsToClose, criteria.MaxSecondsToClose), WatchlistFailures.TooEarly);
    }

    /// <summary>The qualifying rows in order, cut to the limit.</summary>
    public static IReadOnlyList<StrikeRow> Select(IEnumerable<StrikeRow> rows, WatchlistCriteria criteria)
    {
        ArgumentNullException.ThrowIfNull(criteria);
        return
        [
            .. rows.Where(row => Evaluate(row, criteria).Qualifies)
                .OrderBy(WatchlistCandidate.From, WatchlistOrder.Instance)
                .ThenBy(row => row.Ticker, StringComparer.Ordinal)
                .Take(criteria.Limit),
        ];
    }

    private static bool AtLeast(double? value, double bound) => value is { } v && Tolerance.AtLeast(v, bound);

    private static WatchlistFailures Unless(bool met, WatchlistFailures failure) =>
        met ? WatchlistFailures.None : failure;
}
