using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Strikeboard.Exchanges.Http;

/// <summary>
/// The quotation marks of a text, one after another, found 64 bytes at a time. In plain text (printable ASCII, nothing
/// escaped) each of them begins or ends a string; <see cref="IsPlain"/> says whether all that was looked at is plain.
/// Three words without the text itself, so that a loop can keep them in registers.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct QuoteScan
{
    public const int ShortestText = 64;

    private ulong _marks;
    private ulong _odd;
    private int _start;

    /// <param name="text">At least one block long.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public QuoteScan(ReadOnlySpan<byte> text, int from)
    {
        _start = from;
        (_marks, _odd) = Look(text, from);
    }

    public readonly bool IsPlain => _odd == 0;

    /// <summary>The place of the next mark, or one beyond the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(ReadOnlySpan<byte> text)
    {
        while (_marks == 0)
        {
            if (_start + ShortestText >= text.Length)
                return text.Length;
            _start += ShortestText;
            var (marks, odd) = Look(text, _start);
            (_marks, _odd) = (marks, _odd | odd);
        }
        var at = _start + BitOperations.TrailingZeroCount(_marks);
        _marks &= _marks - 1;
        return at;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Block Look(ReadOnlySpan<byte> text, int from)
    {
        // The last block is read so that it ends with the text, and what lies before `from` is shifted out.
        var begin = Math.Min(from, text.Length - ShortestText);
        var block = Vector512.IsHardwareAccelerated
            ? Whole(Vector512.Create(text.Slice(begin, ShortestText)))
            : Halves(text.Slice(begin, ShortestText));
        return new Block(block.Marks >> (from - begin), block.Odd >> (from - begin));
    }

    /// <summary>As signed bytes everything beyond ASCII is negative, and so below the first printable letter too.</summary>
    private static Block Whole(Vector512<byte> bytes) =>
        new(
            Vector512.Equals(bytes, Vector512.Create((byte)'"')).ExtractMostSignificantBits(),
            Vector512.LessThan(bytes.AsSByte(), Vector512.Create((sbyte)' ')).ExtractMostSignificantBits()
                | Vector512.Equals(bytes, Vector512.Create((byte)'\\')).ExtractMostSignificantBits()
        );

    private static Block Halves(ReadOnlySpan<byte> block)
    {
        var (low, high) = (Half(block), Half(block[(ShortestText / 2)..]));
        return new Block(low.Marks | (high.Marks << 32), low.Odd | (high.Odd << 32));
    }

    private static Block Half(ReadOnlySpan<byte> half)
    {
        var bytes = Vector256.Create(half);
        return new Block(
            Vector256.Equals(bytes, Vector256.Create((byte)'"')).ExtractMostSignificantBits(),
            Vector256.LessThan(bytes.AsSByte(), Vector256.Create((sbyte)' ')).ExtractMostSignificantBits()
                | Vector256.Equals(bytes, Vector256.Create((byte)'\\')).ExtractMostSignificantBits()
        );
    }

    private readonly record struct Block(ulong Marks, ulong Odd);
}
