namespace Strikeboard.Quant.Prices;

/// <summary>Where the look-back price of a delta came from.</summary>
public enum LookBack
{
    Observed,
    Interpolated,

    /// <summary>The newest observed row of the ten seconds before.</summary>
    Carried,
    Missing,
}

/// <summary>The price change over a number of minutes, in percent (1.5 is 1.5 %); null where the look-back price is missing.</summary>
public readonly record struct PriceDelta(int Minutes, double? Percent, LookBack LookBack);

/// <summary>
/// The deltas and their weighted mean. <see cref="Momentum"/> is null where less than half of the weight is present;
/// <see cref="HorizonSeconds"/> is the weighted look-back (255 s with all deltas), null where no delta is.
/// <see cref="Bucket"/> is the whole-number key, in hundredths of a percent, clamped to ±30.
/// </summary>
public sealed record MomentumReading(
    IReadOnlyList<PriceDelta> Deltas,
    double? Momentum,
    double Weight,
    double? HorizonSeconds,
    int? Bucket
)
{
    /// <summary>True where any delta rests on an interpolated row; whoever shows the value says so.</summary>
    public bool IsInterpolated => Deltas.Any(delta => delta.LookBack == LookBack.Interpolated);

    public PriceDelta Delta(int minutes) => Deltas.First(delta => delta.Minutes == minutes);
}
