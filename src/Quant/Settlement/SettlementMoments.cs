namespace Strikeboard.Quant.Settlement;

/// <summary>
/// Mean and standard deviation of the settlement average: everything that the strikes of one event share.
/// </summary>
/// <param name="Remaining">Ticks of the window still unknown, 0 to 60.</param>
/// <param name="EffectiveVariance">Effective variance time, in seconds, of the mean of the unknown ticks.</param>
/// <param name="Drift">Relative shift of the unknown ticks by momentum.</param>
/// <param name="Mean">Expected settlement value.</param>
/// <param name="Deviation">Its standard deviation.</param>
/// <param name="Settled">The settlement value itself, once no tick is unknown.</param>
public readonly record struct SettlementMoments(
    int Remaining,
    double EffectiveVariance,
    double Drift,
    double Mean,
    double Deviation,
    decimal? Settled
)
{
    /// <summary>No uncertainty worth the name is left: the outcome is a step at the mean.</summary>
    public bool IsCertain => Deviation <= 1e-12 * Math.Max(1, Math.Abs(Mean));
}
