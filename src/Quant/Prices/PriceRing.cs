using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Prices;

/// <summary>
/// The last half hour of the price log in memory. A later write of a second wins; a second older than the ring is dropped.
/// Not safe for concurrent use: its owner is one loop.
/// </summary>
public sealed class PriceRing : IPriceRows
{
    /// <summary>Thirty minutes, ten seconds of tolerance, and the second of now.</summary>
    public const int DefaultCapacity = 1811;

    private readonly PriceRow[] _rows;
    private readonly bool[] _present;

    public PriceRing(int capacity = DefaultCapacity)
    {
        Require.AtLeast(capacity, 1);
        _rows = new PriceRow[capacity];
        _present = new bool[capacity];
    }

    /// <summary>The newest observed row, the natural "now" of deltas and momentum; null while there is none.</summary>
    public PriceRow? Latest { get; private set; }

    public void Put(long second, double price, bool isObserved = true)
    {
        var row = new PriceRow(second, Require.Positive(price), isObserved);
        var slot = Slot(second);
        if (_present[slot] && _rows[slot].Second > second)
        {
            return;
        }

        _rows[slot] = row;
        _present[slot] = true;
        if (isObserved && (Latest is not { } latest || second >= latest.Second))
        {
            Latest = row;
        }
    }

    public bool TryGet(long second, out PriceRow row)
    {
        var slot = Slot(second);
        row = _rows[slot];
        return _present[slot] && row.Second == second;
    }

    private int Slot(long second)
    {
        var slot = (int)(second % _rows.Length);
        return slot < 0 ? slot + _rows.Length : slot;
    }
}
