using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Settlement;

/// <summary>
/// The known part of the settlement window. Few missing ticks are filled on a straight line (the nearest tick at an edge);
/// with more than <see cref="MostMissing"/> the figure is still given, and degraded.
/// </summary>
/// <param name="Sum">Sum of the ticks that are due; null where none of them was seen.</param>
/// <param name="Missing">How many of those due were not seen.</param>
public readonly record struct SettlementWindow(decimal? Sum, int Missing)
{
    public const int MostMissing = 5;

    public bool IsInterpolated => Missing > 0;

    public bool IsDegraded => Missing > MostMissing;

    /// <summary><paramref name="ticks"/>: the ticks due so far, oldest first, starting with the second close − 59; null is missing.</summary>
    public static SettlementWindow Of(ReadOnlySpan<decimal?> ticks)
    {
        if (ticks.Length > SettlementModel.WindowTicks)
        {
            throw new InvalidInputException("A window has sixty ticks.", nameof(ticks));
        }

        var (sum, missing, last) = (0m, 0, -1);
        for (var i = 0; i < ticks.Length; i++)
        {
            if (ticks[i] is not { } tick)
            {
                missing++;
                continue;
            }

            sum += tick + Filling(last < 0 ? tick : ticks[last].GetValueOrDefault(), tick, i - last - 1);
            last = i;
        }

        if (last < 0)
        {
            return new SettlementWindow(ticks.IsEmpty ? 0m : null, missing);
        }

        return new SettlementWindow(sum + (ticks[last].GetValueOrDefault() * (ticks.Length - 1 - last)), missing);
    }

    // A straight line between two ticks averages their mean over the seconds between.
    private static decimal Filling(decimal from, decimal to, int seconds) => (from + to) / 2 * seconds;
}
