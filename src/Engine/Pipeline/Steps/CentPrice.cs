using System.Runtime.CompilerServices;
using Strikeboard.Model;

namespace Strikeboard.Engine.Pipeline.Steps;

/// <summary>
/// Prices of contracts as whole hundredths of a cent, the finest step that a venue quotes in: exact, and cheap to compare by
/// the thousand.
/// </summary>
internal static class CentPrice
{
    public const int PerCent = 100;
    public const int Dollar = 100 * PerCent;

    /// <summary>No price on this side.</summary>
    public const int None = int.MinValue;

    /// <summary>A price between the steps: only decimals say it exactly.</summary>
    public const int Odd = int.MinValue + 1;

    private const int Digits = 4;
    private static readonly int[] Powers = [10_000, 1000, 100, 10, 1];

    public static bool IsPlain(int price) => price > Odd;

    public static int Of(ContractPrice? price)
    {
        if (price is not { Dollars: var dollars })
            return None;
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(dollars, parts);
        var scale = (parts[3] >> 16) & 0xFF;
        return scale <= Digits && (parts[1] | parts[2]) == 0 && (uint)parts[0] <= Dollar
            ? parts[0] * Powers[scale]
            : Odd;
    }

    /// <summary>The same price seen from the other outcome.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Opposite(int price) => IsPlain(price) ? Dollar - price : price;
}
