using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Volatility;

/// <summary>The σ that a cycle works with (per √second, clamped), and whether it had to fall back.</summary>
public readonly record struct VolatilityChoice(double SigmaPerSecond, bool IsFallback)
{
    public const double FallbackAnnual = 0.5;
    public const double LeastAnnual = 0.1;
    public const double MostAnnual = 4;

    public static TimeSpan PersistedLife { get; } = TimeSpan.FromHours(24);

    /// <summary>365 days: crypto never closes.</summary>
    public static double RootSecondsPerYear { get; } = Math.Sqrt(31_536_000);

    public static double Annualise(double sigmaPerSecond) => Require.NotNegative(sigmaPerSecond) * RootSecondsPerYear;

    public static double PerSecond(double sigmaAnnual) => Require.NotNegative(sigmaAnnual) / RootSecondsPerYear;

    public static double Clamp(double sigmaPerSecond) =>
        Math.Clamp(
            Require.NotNegative(sigmaPerSecond),
            LeastAnnual / RootSecondsPerYear,
            MostAnnual / RootSecondsPerYear
        );

    /// <summary>The estimate once it is ready; before that the last persisted σ if young enough, else 50 % a year.</summary>
    public static VolatilityChoice Choose(EwmaVolatility estimate, double? persistedSigma, TimeSpan? persistedAge)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        if (estimate.IsReady && estimate.Sigma is { } sigma)
        {
            return new VolatilityChoice(Clamp(sigma), IsFallback: false);
        }

        return persistedSigma is { } persisted && persistedAge is { } age && age <= PersistedLife
            ? new VolatilityChoice(Clamp(persisted), IsFallback: true)
            : new VolatilityChoice(PerSecond(FallbackAnnual), IsFallback: true);
    }
}
