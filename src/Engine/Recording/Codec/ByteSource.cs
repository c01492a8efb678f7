using System.Buffers.Binary;
using System.Text;

namespace Strikeboard.Engine.Recording.Codec;

/// <summary>Reads what a <see cref="ByteSink"/> wrote. Anything else is <see cref="TapeDamage"/>, never another exception.</summary>
internal sealed class ByteSource(ReadOnlyMemory<byte> bytes)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    private int _at;

    public bool AtEnd => _at == bytes.Length;

    public int Left => bytes.Length - _at;

    public byte Byte() => Take(1)[0];

    public bool Flag() =>
        Byte() switch
        {
            0 => false,
            1 => true,
            var other => throw new TapeDamage($"{other} is neither yes nor no"),
        };

    public ulong Varint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            if (shift == 63 && next > 1)
                break;
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
        throw new TapeDamage("a number without an end");
    }

    /// <summary>A count of things of which each takes at least one byte: more of them than bytes is damage, not a reason to make room.</summary>
    public int Count()
    {
        var value = Varint();
        return value <= (ulong)Left ? (int)value : throw new TapeDamage($"{value} things in {Left} bytes");
    }

    public int Int()
    {
        var value = Signed();
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw new TapeDamage("a number too large");
    }

    public long Signed()
    {
        var value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public long Fixed() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public double Double() => BitConverter.Int64BitsToDouble(Fixed());

    public decimal Decimal()
    {
        var head = Byte();
        var scale = head & 0x3F;
        if (scale > 28)
            throw new TapeDamage($"a decimal with {scale} digits after the point");
        var low = Varint();
        var high = (head & 0x40) != 0 ? Varint() : 0;
        return high <= uint.MaxValue
            ? new decimal((int)low, (int)(low >> 32), (int)high, (head & 0x80) != 0, (byte)scale)
            : throw new TapeDamage("a decimal too large");
    }

    public string Text()
    {
        try
        {
            return Strict.GetString(Take(Count()));
        }
        catch (DecoderFallbackException)
        {
            throw new TapeDamage("a text that is none");
        }
    }

    public ReadOnlyMemory<byte> Blob()
    {
        var length = Count();
        _at += length;
        return bytes.Slice(_at - length, length);
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > Left)
            throw new TapeDamage("it ends in the middle of a value");
        _at += length;
        return bytes.Span.Slice(_at - length, length);
    }
}
