using System.ComponentModel.DataAnnotations;

namespace Strikeboard.Engine.Pipeline;

/// <summary>Choices of the five steps.</summary>
public sealed class PipelineOptions
{
    /// <summary>Rows of a strike table, nearest to spot. Default 21.</summary>
    [Range(3, 1000)]
    public int StrikeRows { get; set; } = 21;

    /// <summary>Order size in contracts for which fees are shown. Default 100.</summary>
    [Range(1, 100_000)]
    public int ReferenceSize { get; set; } = 100;

    /// <summary>Half-life of the volatility estimate in seconds. Default 900.</summary>
    [Range(30, 86_400)]
    public int VolatilityHalfLifeSeconds { get; set; } = 900;

    /// <summary>Annual volatility used until enough prices are known. Default 0.5.</summary>
    [Range(0.1, 4.0)]
    public double FallbackVolatility { get; set; } = 0.5;

    public WatchlistOptions Watchlist { get; set; } = new();

    public ContentOptions Contents { get; set; } = new();
}

/// <summary>Of which cycles inputs and outputs are kept. Two symbols with four series pack to some 12 kB a cycle; the failed are always kept.</summary>
public sealed class ContentOptions
{
    /// <summary>How long all of them stay in memory, in minutes. Default 60.</summary>
    [Range(5, 240)]
    public int MemoryMinutes { get; set; } = 60;

    /// <summary>One in so many seconds goes to the database. Default 60.</summary>
    [Range(1, 3600)]
    public int EverySeconds { get; set; } = 60;

    /// <summary>How long the database keeps them, in hours. Default 72.</summary>
    [Range(1, 168)]
    public int KeepHours { get; set; } = 72;
}

/// <summary>What a row must show to be listed.</summary>
public sealed class WatchlistOptions
{
    /// <summary>Least probability of the active side, as a fraction. Default 0.85.</summary>
    [Range(0.5, 1.0)]
    public double MinProbability { get; set; } = 0.85;

    /// <summary>Least edge after fees in cents. Default 1.</summary>
    [Range(-100.0, 100.0)]
    public double MinEdge { get; set; } = 1.0;

    /// <summary>Least number of contracts traded. Default 1000.</summary>
    [Range(0, 1_000_000_000)]
    public int MinVolume { get; set; } = 1000;

    /// <summary>Widest spread in cents. Default 4.</summary>
    [Range(0, 100)]
    public int MaxSpread { get; set; } = 4;

    /// <summary>Highest ask in cents. Default 98.</summary>
    [Range(1, 100)]
    public int MaxAsk { get; set; } = 98;

    /// <summary>Least distance to the strike in standard deviations. Default 0.5.</summary>
    [Range(0.0, 10.0)]
    public double MinSigma { get; set; } = 0.5;

    /// <summary>Longest list. Default 10.</summary>
    [Range(1, 100)]
    public int Limit { get; set; } = 10;

    /// <summary>Seconds to the close below which, and above which, nothing is listed. Defaults 30 and 3600.</summary>
    [Range(0, 3600)]
    public int MinSecondsToClose { get; set; } = 30;

    [Range(60, 864_000)]
    public int MaxSecondsToClose { get; set; } = 3600;
}
