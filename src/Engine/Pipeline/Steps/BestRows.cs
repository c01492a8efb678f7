namespace Strikeboard.Engine.Pipeline.Steps;

internal delegate int RowComparison(in JudgedRow x, in JudgedRow y);

/// <summary>Keeps the few best of many: most rows are turned away by one comparison with the last that is kept.</summary>
internal sealed class BestRows(int most, RowComparison order)
{
    private readonly List<JudgedRow> _kept = new(most);

    public void Offer(in JudgedRow row)
    {
        if (_kept.Count == most)
        {
            if (order(row, _kept[^1]) >= 0)
                return;
            _kept.RemoveAt(most - 1);
        }
        var place = _kept.Count;
        while (place > 0 && order(row, _kept[place - 1]) < 0)
            place--;
        _kept.Insert(place, row);
    }

    public JudgedRow[] Chosen() => [.. _kept];
}
