namespace Strikeboard.Quant.Strikes;

/// <summary>The criteria that a row, or the cycle it stands in, did not meet.</summary>
[Flags]
public enum WatchlistFailures
{
    None = 0,
    Probability = 1,
    Edge = 2,
    Volume = 4,

    /// <summary>Bid above ask: the row is unusable.</summary>
    Crossed = 8,
    Spread = 16,
    Ask = 32,
    Sigma = 64,
    NotFresh = 128,
    Degraded = 256,
    TooLate = 512,
    TooEarly = 1024,
}

/// <summary>One unmet criterion. <see cref="By"/> is the distance to the bound in its own unit, null where the value is missing.</summary>
public readonly record struct WatchlistShortfall(WatchlistFailures Criterion, double? By);

/// <summary>Small enough to make for every row; the list of shortfalls is only built when asked for.</summary>
public readonly record struct WatchlistVerdict(
    WatchlistFailures Failed,
    WatchlistCandidate Candidate,
    WatchlistCriteria Criteria
)
{
    public bool Qualifies => Failed == WatchlistFailures.None;

    public int FailureCount => System.Numerics.BitOperations.PopCount((uint)Failed);

    public IReadOnlyList<WatchlistShortfall> Shortfalls()
    {
        var list = new List<WatchlistShortfall>(FailureCount);
        Append(list, WatchlistFailures.Probability, Criteria.MinProbability - Candidate.ActiveProb);
        Append(list, WatchlistFailures.Edge, Criteria.MinEdge - Candidate.ActiveEdge);
        Append(list, WatchlistFailures.Volume, (double?)(Criteria.MinVolume - Candidate.Volume));
        Append(list, WatchlistFailures.Crossed, (double?)-Candidate.Spread);
        Append(list, WatchlistFailures.Spread, (double?)(Candidate.Spread - Criteria.MaxSpread));
        Append(list, WatchlistFailures.Ask, (double?)(Candidate.ActiveAsk - Criteria.MaxAsk));
        Append(
            list,
            WatchlistFailures.Sigma,
            Criteria.MinSigma - (Candidate.BufferSigma is { } s ? Math.Abs(s) : null)
        );
        return list;
    }

    private void Append(List<WatchlistShortfall> list, WatchlistFailures criterion, double? by)
    {
        if ((Failed & criterion) != WatchlistFailures.None)
        {
            list.Add(new WatchlistShortfall(criterion, by));
        }
    }
}
