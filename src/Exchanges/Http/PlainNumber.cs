using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Strikeboard.Exchanges.Http;

/// <summary>A number without a sign as it was written: its digits and how many of them stand behind the point.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct PlainNumber(ulong digits, int scale)
{
    /// <summary>As much as one vector holds; sixteen digits are far from the end of a long.</summary>
    private const int Longest = 16;

    public bool IsZero => digits == 0;

    /// <summary>
    /// The text from <paramref name="from"/> to <paramref name="end"/> when it is digits with at most one point between two of
    /// them. Anything else is for the general reader.
    /// </summary>
    /// <param name="text">With at least a vector's length before the end, whatever it holds.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> text, int from, int end, out PlainNumber number)
    {
        number = default;
        var length = end - from;
        if ((uint)(length - 1) >= Longest)
            return false;
        return Sse41.IsSupported
            ? TryReadAtOnce(Vector128.Create(text.Slice(end - Longest, Longest)), length, out number)
            : TryReadOneByOne(text[from..end], out number);
    }

    public bool IsBelow(uint limit) => digits < limit || ToDecimal() < limit;

    public bool IsAbove(PlainNumber other) =>
        scale == other.Scale ? digits > other.Digits : ToDecimal() > other.ToDecimal();

    public decimal ToDecimal() => new((int)digits, (int)(digits >> 32), 0, isNegative: false, (byte)scale);

    private ulong Digits => digits;

    private int Scale => scale;

    /// <summary>The number is at the end of the vector; what stands before it becomes zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadAtOnce(Vector128<byte> bytes, int length, out PlainNumber number)
    {
        var places = Vector128<byte>.Indices;
        var values = bytes - Vector128.Create((byte)'0');
        var ours = 0xFFFFu << (Longest - length) & 0xFFFF;
        var figures = Vector128.LessThan(values, Vector128.Create((byte)10)).ExtractMostSignificantBits() & ours;
        var points = Vector128.Equals(bytes, Vector128.Create((byte)'.')).ExtractMostSignificantBits() & ours;
        // Not first, not last, not two.
        var inside = ours & (ours << 1) & 0x7FFF;
        if ((figures | points) != ours || (points & ~inside) != 0 || (points & (points - 1)) != 0)
        {
            number = default;
            return false;
        }
        var point = points == 0 ? -1 : BitOperations.TrailingZeroCount(points);
        values &= Vector128.GreaterThanOrEqual(places, Vector128.Create((byte)(Longest - length)));
        // What stands before the point moves over it.
        var moved = Vector128.LessThanOrEqual(places.AsSByte(), Vector128.Create((sbyte)point));
        values = Vector128.ShuffleNative(values, places + moved.AsByte());
        number = new PlainNumber(Join(values), points == 0 ? 0 : Longest - 1 - point);
        return true;
    }

    /// <summary>Neighbours are joined three times over: to hundreds, to ten thousands, to hundred millions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Join(Vector128<byte> values)
    {
        var twos = Ssse3.MultiplyAddAdjacent(values, Vector128.Create((short)0x010A).AsSByte());
        var fours = Sse2.MultiplyAddAdjacent(twos, Vector128.Create(0x0001_0064).AsInt16());
        var packed = Sse41.PackUnsignedSaturate(fours, fours).AsInt16();
        var eights = Sse2.MultiplyAddAdjacent(packed, Vector128.Create(0x0001_2710).AsInt16()).AsUInt64()[0];
        return ((uint)eights * 100_000_000UL) + (eights >> 32);
    }

    private static bool TryReadOneByOne(ReadOnlySpan<byte> text, out PlainNumber number)
    {
        number = default;
        var (digits, point) = (0UL, -1);
        for (var i = 0; i < text.Length; i++)
        {
            var digit = (uint)text[i] - '0';
            if (digit <= 9)
                digits = (digits * 10) + digit;
            else if (text[i] == '.' && point < 0)
                point = i;
            else
                return false;
        }
        if (point == 0 || point == text.Length - 1)
            return false;
        number = new PlainNumber(digits, point < 0 ? 0 : text.Length - 1 - point);
        return true;
    }
}
