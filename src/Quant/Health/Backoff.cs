using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Health;

/// <summary>Waiting time before a repeated attempt: doubling from a base up to a cap.</summary>
public static class Backoff
{
    private const int MostDoublings = 30;

    /// <summary><paramref name="attempt"/> counts from zero.</summary>
    public static double DelaySeconds(int attempt, double baseSeconds, double capSeconds)
    {
        Require.AtLeast(attempt, 0);
        Require.NotNegative(baseSeconds);
        Require.NotNegative(capSeconds);
        return Math.Min(capSeconds, baseSeconds * (1L << Math.Min(attempt, MostDoublings)));
    }

    /// <summary>The delay times a factor in [0.5, 1) made of a uniform draw in [0, 1), so that many clients do not return at once.</summary>
    public static double JitteredSeconds(int attempt, double baseSeconds, double capSeconds, double uniform) =>
        DelaySeconds(attempt, baseSeconds, capSeconds) * (0.5 + (0.5 * Require.Within(uniform, 0, 1)));
}
