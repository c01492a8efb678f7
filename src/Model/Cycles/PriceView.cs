namespace Strikeboard.Model;

/// <summary>Output of the price step.</summary>
public sealed record PriceView
{
    public required Symbol Symbol { get; init; }
    public required decimal Price { get; init; }
    public required DateTimeOffset Time { get; init; }
    public required DateTimeOffset AsOf { get; init; }
    public required string Source { get; init; }
    public required Quality Quality { get; init; }
    public decimal? OneMinuteAverage { get; init; }
    public required PriceDeltas Deltas { get; init; }

    /// <summary>Weighted percent, null while too little history is known.</summary>
    public double? Momentum { get; init; }

    /// <summary>Annualised volatility as a fraction, and where it came from.</summary>
    public required double SigmaAnnual { get; init; }
    public required double SigmaPerSecond { get; init; }
    public required bool SigmaIsFallback { get; init; }

    /// <summary>Index minus price, as last measured; null while the index has not been seen.</summary>
    public decimal? Basis { get; init; }

    /// <summary>What the settlement average is made from: the index's name, or the price's source "as proxy".</summary>
    public string SettlesOn { get; init; } = "";

    /// <summary>What to call it now, after it was made at the given time.</summary>
    public Quality QualityAt(DateTimeOffset madeAt, DateTimeOffset now) =>
        QualityRules.Aged(Quality, now - madeAt, now - AsOf, FreshnessLimits.SilentStream);
}

/// <summary>Percent changes over the named minutes; null where history is missing.</summary>
public sealed record PriceDeltas(double? M1, double? M2, double? M3, double? M4, double? M15, double? M30)
{
    public static readonly PriceDeltas Unknown = new(null, null, null, null, null, null);
}
