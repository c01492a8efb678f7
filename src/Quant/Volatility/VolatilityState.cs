namespace Strikeboard.Quant.Volatility;

/// <summary>All that an estimate knows: another one goes on from it bit for bit.</summary>
/// <param name="LastSample">The second of the last sample that was let through; null before the first.</param>
public readonly record struct VolatilityState(
    double? LastSample,
    double Second,
    double Price,
    double Variance,
    double Coverage,
    int Count
);
