using System.Collections.Immutable;
using Strikeboard.Engine.Prices;
using Strikeboard.Model;

namespace Strikeboard.Engine.Recording.Codec;

/// <summary>What a cycle captured of one symbol's index: from one cycle to the next a single print is new.</summary>
internal sealed class IndexWriter(ValueWriter values)
{
    private ImmutableArray<PriceRow> _rows = [];

    public void Write(IndexCapture index)
    {
        values.Name(index.Latest.Source);
        values.Name(index.Latest.Index);
        values.Sink.Decimal(index.Latest.Value);
        values.Time(index.Latest.Time);
        values.Time(index.Latest.ReceivedAt);
        var known = Overlap(_rows, index.Rows);
        values.Sink.Count(known);
        values.List(index.Rows[known..], values.Row);
        _rows = index.Rows;
        values.Maybe(
            index.Basis,
            basis =>
            {
                values.Sink.Decimal(basis.Value);
                values.Sink.Signed(basis.Seconds);
                values.Time(basis.At);
            }
        );
    }

    /// <summary>How many of the new begin where the old end.</summary>
    private static int Overlap(ImmutableArray<PriceRow> before, ImmutableArray<PriceRow> now)
    {
        var most = Math.Min(before.Length, now.Length);
        while (most > 0 && !EndsAsBegins(before, now, most))
            most--;
        return most;
    }

    /// <summary>The memory hands out the same rows again: they need not be compared value by value.</summary>
    private static bool EndsAsBegins(ImmutableArray<PriceRow> before, ImmutableArray<PriceRow> now, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (!ReferenceEquals(before[before.Length - count + i], now[i]))
                return false;
        }
        return true;
    }
}
