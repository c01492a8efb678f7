using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Settlement;

/// <summary>
/// The probabilities of the cells that ascending bounds cut the line into: below the first, between neighbours (lower edge in,
/// upper edge out), from the last upwards. They are a partition and sum to one.
/// </summary>
public static class StrikeLadder
{
    public static double[] Probabilities(
        ReadOnlySpan<double> bounds,
        in SettlementMoments moments,
        SettlementDistribution distribution = default
    )
    {
        RequireAscending(bounds);
        var cells = new double[bounds.Length + 1];
        if (moments.IsCertain || bounds.IsEmpty)
        {
            cells[CellOf(bounds, moments.Mean)] = 1;
            return cells;
        }

        cells[0] = SettlementModel.Below(bounds[0], moments, distribution);
        for (var i = 1; i < bounds.Length; i++)
        {
            cells[i] = SettlementModel.InCell(bounds[i - 1], bounds[i], moments, distribution);
        }

        cells[^1] = SettlementModel.Above(bounds[^1], moments, distribution);
        return cells;
    }

    private static int CellOf(ReadOnlySpan<double> bounds, double value)
    {
        var cell = 0;
        while (cell < bounds.Length && Tolerance.AtLeast(value, bounds[cell]))
        {
            cell++;
        }

        return cell;
    }

    private static void RequireAscending(ReadOnlySpan<double> bounds)
    {
        for (var i = 0; i < bounds.Length; i++)
        {
            Require.Finite(bounds[i], nameof(bounds));
            if (i > 0 && bounds[i] <= bounds[i - 1])
            {
                throw new InvalidInputException("Bounds must ascend.", nameof(bounds));
            }
        }
    }
}
