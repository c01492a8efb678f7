using System.Buffers.Binary;

namespace Strikeboard.Engine.Recording.Segments;

/// <summary>What stands before the bytes of a block: enough to count a file's cycles by hopping from head to head.</summary>
/// <param name="Cycles">In this file up to the end of this block.</param>
/// <param name="FirstDue">Unix second of the file's first cycle; 0 before there is one.</param>
internal readonly record struct BlockHead(int Packed, int Raw, int Cycles, long FirstDue, long LastDue, long Checksum)
{
    public void Write(Span<byte> head)
    {
        BinaryPrimitives.WriteInt32LittleEndian(head, Packed);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], Raw);
        BinaryPrimitives.WriteInt32LittleEndian(head[8..], Cycles);
        BinaryPrimitives.WriteInt64LittleEndian(head[16..], FirstDue);
        BinaryPrimitives.WriteInt64LittleEndian(head[24..], LastDue);
        BinaryPrimitives.WriteInt64LittleEndian(head[32..], Checksum);
        BinaryPrimitives.WriteInt32LittleEndian(head[12..], OwnChecksum(head));
    }

    public static bool TryRead(ReadOnlySpan<byte> head, out BlockHead read)
    {
        read = new BlockHead(
            BinaryPrimitives.ReadInt32LittleEndian(head),
            BinaryPrimitives.ReadInt32LittleEndian(head[4..]),
            BinaryPrimitives.ReadInt32LittleEndian(head[8..]),
            BinaryPrimitives.ReadInt64LittleEndian(head[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(head[24..]),
            BinaryPrimitives.ReadInt64LittleEndian(head[32..])
        );
        return BinaryPrimitives.ReadInt32LittleEndian(head[12..]) == OwnChecksum(head)
            && read.Packed is > 0 and <= SegmentFormat.LargestBlock
            && read.Raw is >= 0 and <= SegmentFormat.LargestBlock;
    }

    private static int OwnChecksum(ReadOnlySpan<byte> head)
    {
        Span<byte> rest = stackalloc byte[SegmentFormat.BlockHeadLength - 4];
        head[..12].CopyTo(rest);
        head[16..SegmentFormat.BlockHeadLength].CopyTo(rest[12..]);
        return unchecked((int)SegmentFormat.Checksum(rest));
    }
}
