using System.Collections.Immutable;
using Strikeboard.Engine.Prices;
using Strikeboard.Model;

namespace Strikeboard.Engine.Recording.Codec;

/// <summary>Reads what an <see cref="IndexWriter"/> wrote, from the first capture of a part on.</summary>
internal sealed class IndexReader(ValueReader values, Symbol symbol)
{
    private ImmutableArray<PriceRow> _rows = [];

    public IndexCapture Read()
    {
        var latest = new IndexTick(values.Name(), values.Name(), values.Source.Decimal(), values.Time(), values.Time());
        var known = values.Source.Count();
        if (known > _rows.Length)
            throw new TapeDamage("prints that are not there");
        _rows = [.. _rows[^known..], .. values.List(() => values.Row(symbol))];
        var basis = values.Maybe(() => new IndexBasis(values.Source.Decimal(), values.Source.Int(), values.Time()));
        return new IndexCapture(latest, _rows, basis);
    }
}
