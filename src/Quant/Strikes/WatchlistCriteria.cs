namespace Strikeboard.Quant.Strikes;

/// <summary>What a row must show to be worth watching.</summary>
public sealed record WatchlistCriteria
{
    /// <summary>Least probability of the active side.</summary>
    public double MinProbability { get; init; } = 0.85;

    /// <summary>Least edge of the active side, cents per contract.</summary>
    public double MinEdge { get; init; } = 1.0;

    /// <summary>Least contracts traded.</summary>
    public decimal MinVolume { get; init; } = 1000;

    /// <summary>Widest spread, cents.</summary>
    public decimal MaxSpread { get; init; } = 4;

    /// <summary>Dearest ask of the active side, cents.</summary>
    public decimal MaxAsk { get; init; } = 98;

    /// <summary>Least distance from the strike, standard deviations.</summary>
    public double MinSigma { get; init; } = 0.5;

    /// <summary>Earliest and latest time to close, seconds.</summary>
    public double MinSecondsToClose { get; init; } = 30;
    public double MaxSecondsToClose { get; init; } = 3600;

    /// <summary>Rows on the list at most.</summary>
    public int Limit { get; init; } = 10;
}
