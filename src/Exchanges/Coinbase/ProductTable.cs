using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Strikeboard.Exchanges.Coinbase;

/// <summary>From a product's bytes to its place in the list that was asked for; as quick with a hundred products as with one.</summary>
internal sealed class ProductTable
{
    private readonly byte[][] _names;
    private readonly short[] _slots;
    private readonly int _shift;

    public ProductTable(IReadOnlyList<string> products)
    {
        _names = [.. products.Select(Encoding.UTF8.GetBytes)];
        var bits = 4;
        while (1 << bits < _names.Length * 4)
            bits++;
        _shift = 64 - bits;
        _slots = new short[1 << bits];
        Array.Fill<short>(_slots, -1);
        for (short i = 0; i < _names.Length; i++)
            Put(i);
    }

    public int Count => _names.Length;

    /// <summary>−1 where the product is not ours.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        for (var slot = SlotOf(name); _slots[slot] is >= 0 and var place; slot = Next(slot))
        {
            if (name.SequenceEqual(_names[place]))
                return place;
        }
        return -1;
    }

    public ReadOnlySpan<byte> this[int place] => _names[place];

    private void Put(short place)
    {
        // Listed twice, the first place counts.
        if (Find(_names[place]) >= 0)
            return;
        var slot = SlotOf(_names[place]);
        while (_slots[slot] >= 0)
            slot = Next(slot);
        _slots[slot] = place;
    }

    private int Next(int slot) => (slot + 1) & (_slots.Length - 1);

    private int SlotOf(ReadOnlySpan<byte> name)
    {
        var head = Head(name) + (ulong)name.Length;
        head ^= head >> 29;
        return (int)(unchecked(head * 0x9E3779B97F4A7C15UL) >> _shift);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Head(ReadOnlySpan<byte> name)
    {
        if (name.Length >= sizeof(ulong))
            return MemoryMarshal.Read<ulong>(name) + (31 * MemoryMarshal.Read<ulong>(name[^sizeof(ulong)..]));
        var head = 0UL;
        foreach (var letter in name)
            head = (head << 8) | letter;
        return head;
    }
}
