using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Prices;

/// <summary>
/// Rows for the seconds between two observed rows, on a straight line. They can only be written once the later row is known,
/// so no decision dated inside the gap may have used them.
/// </summary>
public static class GapFill
{
    public const int DefaultMaxGap = 30;

    /// <summary>The missing rows between two observed ones; none where nothing is missing or too much is.</summary>
    public static IReadOnlyList<PriceRow> Between(PriceRow earlier, PriceRow later, int maxGap = DefaultMaxGap)
    {
        Require.AtLeast(maxGap, 0);
        var span = later.Second - earlier.Second;
        var missing = span - 1;
        if (missing < 1 || missing > maxGap)
        {
            return [];
        }

        var (from, to) = (Require.Positive(earlier.Price), Require.Positive(later.Price));
        var rows = new PriceRow[missing];
        for (var i = 0; i < rows.Length; i++)
        {
            var step = i + 1;
            rows[i] = new PriceRow(earlier.Second + step, from + ((to - from) * step / span), IsObserved: false);
        }

        return rows;
    }
}
