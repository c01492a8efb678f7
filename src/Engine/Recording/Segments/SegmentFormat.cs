using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Strikeboard.Engine.Recording.Segments;

/// <summary>
/// A file is a head and then blocks. The blocks' bytes are one Brotli stream, flushed at each block's end, so that a block
/// leans on all before it and a file that ends anywhere can be read up to its last whole block. Numbers are little-endian.
/// </summary>
internal static class SegmentFormat
{
    public const int Version = 2;
    public const int Quality = 4;
    public const int Window = 22;
    public const int LargestBlock = 64 * 1024 * 1024;

    /// <summary>SBTAPE and the version; the hour; entries lost before; checksum.</summary>
    public const int HeadLength = 32;

    /// <summary>Packed length, raw length, cycles so far, checksum of this head; first and last due second; checksum of the packed bytes.</summary>
    public const int BlockHeadLength = 40;

    private static ReadOnlySpan<byte> Magic => "SBTAPE"u8;

    public static void WriteHead(Span<byte> head, DateTimeOffset hour, long lost)
    {
        Magic.CopyTo(head);
        BinaryPrimitives.WriteUInt16LittleEndian(head[6..], Version);
        BinaryPrimitives.WriteInt64LittleEndian(head[8..], hour.ToUnixTimeSeconds());
        BinaryPrimitives.WriteInt64LittleEndian(head[16..], lost);
        BinaryPrimitives.WriteInt64LittleEndian(head[24..], Checksum(head[..24]));
    }

    /// <summary>Null where it can be read, otherwise why not.</summary>
    public static string? ReadHead(ReadOnlySpan<byte> head, out long lost)
    {
        lost = BinaryPrimitives.ReadInt64LittleEndian(head[16..]);
        if (!head[..6].SequenceEqual(Magic))
            return "it is no recording";
        var version = BinaryPrimitives.ReadUInt16LittleEndian(head[6..]);
        if (version != Version)
            return $"it is of version {version}, and this program reads {Version}";
        return BinaryPrimitives.ReadInt64LittleEndian(head[24..]) == Checksum(head[..24])
            ? null
            : "its head is damaged";
    }

    public static long Checksum(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }
}
