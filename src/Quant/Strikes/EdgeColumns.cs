using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Strikes;

/// <summary>What one side of a table costs: asks and fees in cents, not a number where nobody offers.</summary>
public readonly ref struct SideColumns(ReadOnlySpan<double> asks, ReadOnlySpan<double> fees)
{
    public ReadOnlySpan<double> Asks { get; } = asks;
    public ReadOnlySpan<double> Fees { get; } = fees;

    internal bool AreOf(int rows) => Asks.Length == rows && Fees.Length == rows;
}

/// <summary>Edges in cents for a whole table, by the operations and in the order of <see cref="StrikeRowModel"/>: the same bits.</summary>
public static class EdgeColumns
{
    public static void Compute(
        ReadOnlySpan<double> probabilities,
        SideColumns yes,
        SideColumns no,
        Span<double> yesEdges,
        Span<double> noEdges
    )
    {
        var rows = probabilities.Length;
        if (!yes.AreOf(rows) || !no.AreOf(rows) || yesEdges.Length < rows || noEdges.Length < rows)
            throw new InvalidInputException("The columns must be of one length.", nameof(probabilities));
        var (width, i) = (Vector512<double>.Count, 0);
        var (least, most) = (
            Vector512.Create(StrikeRowModel.LeastProbability),
            Vector512.Create(StrikeRowModel.MostProbability)
        );
        for (; i <= rows - width; i += width)
        {
            var p = Vector512.Min(Vector512.Max(At(probabilities, i), least), most);
            (p * 100.0 - At(yes.Asks, i) - At(yes.Fees, i)).StoreUnsafe(
                ref MemoryMarshal.GetReference(yesEdges),
                (nuint)i
            );
            var q = Vector512<double>.One - p;
            (q * 100.0 - At(no.Asks, i) - At(no.Fees, i)).StoreUnsafe(
                ref MemoryMarshal.GetReference(noEdges),
                (nuint)i
            );
        }
        for (; i < rows; i++)
        {
            var p = Math.Clamp(probabilities[i], StrikeRowModel.LeastProbability, StrikeRowModel.MostProbability);
            yesEdges[i] = (100 * p) - yes.Asks[i] - yes.Fees[i];
            noEdges[i] = (100 * (1 - p)) - no.Asks[i] - no.Fees[i];
        }
    }

    private static Vector512<double> At(ReadOnlySpan<double> column, int row) =>
        Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(column), (nuint)row);
}
