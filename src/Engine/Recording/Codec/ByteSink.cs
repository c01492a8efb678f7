using System.Buffers.Binary;
using System.Text;

namespace Strikeboard.Engine.Recording.Codec;

/// <summary>Growing bytes, with the few ways in which a recording writes a value. Used again and again: clear it.</summary>
internal sealed class ByteSink
{
    private byte[] _bytes = new byte[4096];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Byte(byte value) => Room(1)[0] = value;

    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Varint(ulong value)
    {
        while (value >= 0x80)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }
        Byte((byte)value);
    }

    public void Count(int value) => Varint((uint)value);

    /// <summary>Near zero in either direction is short.</summary>
    public void Signed(long value) => Varint(ZigZag(value));

    public void Fixed(long value) => BinaryPrimitives.WriteInt64LittleEndian(Room(8), value);

    public void Double(double value) => Fixed(BitConverter.DoubleToInt64Bits(value));

    /// <summary>Every bit of it: 0.40 is not 0.4.</summary>
    public void Decimal(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var low = (uint)parts[0] | ((ulong)(uint)parts[1] << 32);
        var scale = (parts[3] >> 16) & 0x1F;
        Byte((byte)(scale | (parts[2] != 0 ? 0x40 : 0) | (parts[3] < 0 ? 0x80 : 0)));
        Varint(low);
        if (parts[2] != 0)
            Varint((uint)parts[2]);
    }

    public void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Count(length);
        Encoding.UTF8.GetBytes(value, Room(length));
    }

    public void Blob(ReadOnlySpan<byte> value)
    {
        Count(value.Length);
        Raw(value);
    }

    public void Raw(ReadOnlySpan<byte> value) => value.CopyTo(Room(value.Length));

    public static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));

    private Span<byte> Room(int length)
    {
        if (_bytes.Length - Length < length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + length));
        var room = _bytes.AsSpan(Length, length);
        Length += length;
        return room;
    }
}
