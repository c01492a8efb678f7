using System.Buffers.Binary;
using System.Text;

namespace Strikeboard.Benchmarks.Viewers;

/// <summary>
/// The little of MessagePack that a browser and a circuit say to each other. By hand: the package's own reader lives inside the server framework
/// and cannot be referenced.
/// </summary>
internal sealed class BlazorPackWriter
{
    private readonly List<byte> _bytes = [];

    /// <summary>A call without an answer, or with one where an id is given.</summary>
    public static byte[] Call(string? id, string target, params object?[] arguments)
    {
        var writer = new BlazorPackWriter();
        writer.Array(6);
        writer.Value(1);
        writer._bytes.Add(0x80);
        writer.Value(id);
        writer.Value(target);
        writer.Array(arguments.Length);
        foreach (var argument in arguments)
            writer.Value(argument);
        writer.Array(0);
        return writer.Framed();
    }

    public static byte[] Ping() => [2, 0x91, 6];

    private byte[] Framed()
    {
        var framed = new List<byte>(_bytes.Count + 5);
        var left = _bytes.Count;
        do
        {
            framed.Add((byte)((left & 0x7f) | (left > 0x7f ? 0x80 : 0)));
            left >>= 7;
        } while (left > 0);
        framed.AddRange(_bytes);
        return [.. framed];
    }

    private void Array(int length)
    {
        _bytes.Add(0xdd);
        Big(length);
    }

    private void Value(object? value)
    {
        switch (value)
        {
            case null:
                _bytes.Add(0xc0);
                break;
            case bool yes:
                _bytes.Add(yes ? (byte)0xc3 : (byte)0xc2);
                break;
            case int number:
                Long(number);
                break;
            case long number:
                Long(number);
                break;
            case string text:
                var utf8 = Encoding.UTF8.GetBytes(text);
                _bytes.Add(0xdb);
                Big(utf8.Length);
                _bytes.AddRange(utf8);
                break;
            default:
                throw new NotSupportedException(value.GetType().Name);
        }
    }

    private void Long(long number)
    {
        Span<byte> bytes = stackalloc byte[9];
        bytes[0] = 0xd3;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], number);
        _bytes.AddRange(bytes);
    }

    private void Big(int number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        _bytes.AddRange(bytes);
    }
}

/// <summary>Reads one message from front to back.</summary>
internal ref struct BlazorPackReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _left = bytes;

    /// <summary>The next message's length and how many bytes that took; false where not all of it is there.</summary>
    public static bool TryFrame(ReadOnlySpan<byte> buffer, out int header, out int length)
    {
        (header, length) = (0, 0);
        for (var shift = 0; header < buffer.Length && header < 5; shift += 7)
        {
            var next = buffer[header++];
            length |= (next & 0x7f) << shift;
            if (next < 0x80)
                return buffer.Length - header >= length;
        }
        return false;
    }

    public int Array() =>
        Next() switch
        {
            var b and >= 0x90 and <= 0x9f => b & 0x0f,
            0xdc => Unsigned(2),
            0xdd => Unsigned(4),
            var other => throw new FormatException($"no array: {other:x2}"),
        };

    public void Skip()
    {
        var type = Next();
        switch (type)
        {
            case <= 0x7f or >= 0xe0 or 0xc0 or 0xc2 or 0xc3:
                break;
            case <= 0x8f:
                SkipMany((type & 0x0f) * 2);
                break;
            case <= 0x9f:
                SkipMany(type & 0x0f);
                break;
            case <= 0xbf:
                Take(type & 0x1f);
                break;
            case 0xc4 or 0xd9:
                Take(Unsigned(1));
                break;
            case 0xc5 or 0xda:
                Take(Unsigned(2));
                break;
            case 0xc6 or 0xdb:
                Take(Unsigned(4));
                break;
            case 0xcc or 0xd0:
                Take(1);
                break;
            case 0xcd or 0xd1:
                Take(2);
                break;
            case 0xca or 0xce or 0xd2:
                Take(4);
                break;
            case 0xcb or 0xcf or 0xd3:
                Take(8);
                break;
            case 0xdc:
                SkipMany(Unsigned(2));
                break;
            case 0xdd:
                SkipMany(Unsigned(4));
                break;
            default:
                throw new FormatException($"unexpected {type:x2}");
        }
    }

    public long Number() =>
        Next() switch
        {
            var b and <= 0x7f => b,
            var b and >= 0xe0 => (sbyte)b,
            0xcc => Unsigned(1),
            0xcd => Unsigned(2),
            0xce => BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
            0xcf or 0xd3 => BinaryPrimitives.ReadInt64BigEndian(Take(8)),
            0xd0 => (sbyte)Take(1)[0],
            0xd1 => BinaryPrimitives.ReadInt16BigEndian(Take(2)),
            0xd2 => BinaryPrimitives.ReadInt32BigEndian(Take(4)),
            var other => throw new FormatException($"no number: {other:x2}"),
        };

    public string? Text() =>
        Next() switch
        {
            0xc0 => null,
            var b and >= 0xa0 and <= 0xbf => Encoding.UTF8.GetString(Take(b & 0x1f)),
            0xd9 => Encoding.UTF8.GetString(Take(Unsigned(1))),
            0xda => Encoding.UTF8.GetString(Take(Unsigned(2))),
            0xdb => Encoding.UTF8.GetString(Take(Unsigned(4))),
            var other => throw new FormatException($"no text: {other:x2}"),
        };

    public ReadOnlySpan<byte> Binary() =>
        Next() switch
        {
            0xc4 => Take(Unsigned(1)),
            0xc5 => Take(Unsigned(2)),
            0xc6 => Take(Unsigned(4)),
            var other => throw new FormatException($"no bytes: {other:x2}"),
        };

    private void SkipMany(int count)
    {
        for (var i = 0; i < count; i++)
            Skip();
    }

    private byte Next() => Take(1)[0];

    private int Unsigned(int size)
    {
        var number = 0;
        foreach (var b in Take(size))
            number = (number << 8) | b;
        return number;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        var taken = _left[..count];
        _left = _left[count..];
        return taken;
    }
}
