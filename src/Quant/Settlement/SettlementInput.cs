namespace Strikeboard.Quant.Settlement;

/// <summary>What is known about the sixty index values of (close − 60 s, close] at one moment.</summary>
public sealed record SettlementInput
{
    /// <summary>Current index value, or exchange spot plus basis.</summary>
    public required double Spot { get; init; }

    /// <summary>Fractional seconds, not negative.</summary>
    public required double TimeToCloseSeconds { get; init; }

    /// <summary>σ per √second.</summary>
    public required double SigmaPerSecond { get; init; }

    /// <summary>Sum of the ticks of the window that are already known; zero before the window.</summary>
    public decimal ObservedSum { get; init; }

    /// <summary>Weighted momentum in percent; null is none.</summary>
    public double? MomentumPercent { get; init; }

    /// <summary>κ, how much of the momentum moves the mean. Default 0: not at all.</summary>
    public double MomentumStrength { get; init; }

    /// <summary>Effective horizon of the momentum in seconds.</summary>
    public double MomentumHorizonSeconds { get; init; } = 255;

    /// <summary>Time constant in seconds with which the drift dies away.</summary>
    public double DriftDecaySeconds { get; init; } = 300;

    /// <summary>The drift never moves the mean by more than this many standard deviations.</summary>
    public double DriftLimit { get; init; } = 0.5;

    /// <summary>Standard deviation in dollars of index − spot, where spot stands in for the index.</summary>
    public double BasisDeviation { get; init; }

    /// <summary>
    /// Once all sixty ticks are known: compare their average rounded to cents, as the venue settles (default), or unrounded.
    /// Before that half a cent vanishes in the deviation and is left out.
    /// </summary>
    public bool RoundToCents { get; init; } = true;
}
