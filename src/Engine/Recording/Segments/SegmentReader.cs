using System.IO.Compression;
using Strikeboard.Engine.Recording.Codec;

namespace Strikeboard.Engine.Recording.Segments;

/// <summary>How a file ended for its reader.</summary>
internal enum SegmentEnd
{
    /// <summary>After a whole block.</summary>
    Clean,

    /// <summary>In the middle of its last block: the writer was killed there, or is writing just now.</summary>
    Torn,

    /// <summary>Some bytes are not what was written; what comes after them cannot be read.</summary>
    Damaged,
}

/// <summary>Reads the blocks of one file, also of one that is being written.</summary>
internal sealed class SegmentReader : IDisposable
{
    /// <summary>The end of a flush may need a little room of its own.</summary>
    private const int Slack = 64;

    private readonly FileStream _file;
    private BrotliDecoder _decoder;
    private bool _ended;

    public SegmentReader(string path)
    {
        _file = new FileStream(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete,
            64 * 1024,
            FileOptions.SequentialScan
        );
        Span<byte> head = stackalloc byte[SegmentFormat.HeadLength];
        if (_file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length)
            Finish(SegmentEnd.Torn, "it ends in its head");
        else if (SegmentFormat.ReadHead(head, out var lost) is { } trouble)
            Finish(SegmentEnd.Damaged, trouble);
        else
            Lost = lost;
    }

    /// <summary>Entries that could not be kept before this file began.</summary>
    public long Lost { get; }

    public SegmentEnd End { get; private set; }

    /// <summary>Why it ended there; empty where it ended cleanly.</summary>
    public string Trouble { get; private set; } = "";

    /// <summary>Bytes up to the end of the last whole block.</summary>
    public long GoodBytes { get; private set; }

    /// <summary>The next block's bytes, unpacked; null at the end, of which <see cref="End"/> then speaks.</summary>
    public ReadOnlyMemory<byte>? Next()
    {
        if (NextHead() is not { } head)
            return null;
        var packed = new byte[head.Packed];
        _file.ReadExactly(packed);
        if (SegmentFormat.Checksum(packed) != head.Checksum)
            return _file.Position == _file.Length
                ? Finish(SegmentEnd.Torn, "its last block is not whole")
                : Finish(SegmentEnd.Damaged, $"the block before byte {_file.Position} is not what was written");
        if (Unpack(packed, head.Raw) is not { } raw)
            return Finish(SegmentEnd.Damaged, $"the block before byte {_file.Position} cannot be unpacked");
        GoodBytes = _file.Position;
        return raw;
    }

    /// <summary>The next block's head, its bytes left out; null at the end.</summary>
    public BlockHead? Hop()
    {
        if (NextHead() is not { } head)
            return null;
        _file.Seek(head.Packed, SeekOrigin.Current);
        GoodBytes = _file.Position;
        return head;
    }

    /// <summary>Ends here because an entry in a whole block makes no sense.</summary>
    public void Damaged(TapeDamage damage) => Finish(SegmentEnd.Damaged, damage.Message);

    public void Dispose()
    {
        _decoder.Dispose();
        _file.Dispose();
    }

    private BlockHead? NextHead()
    {
        if (_ended)
            return null;
        GoodBytes = _file.Position;
        Span<byte> bytes = stackalloc byte[SegmentFormat.BlockHeadLength];
        var read = _file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read == 0)
            Finish(SegmentEnd.Clean, "");
        else if (read < bytes.Length)
            Finish(SegmentEnd.Torn, "it ends in the head of a block");
        else if (!BlockHead.TryRead(bytes, out var head))
            Finish(SegmentEnd.Damaged, $"the head of the block at byte {GoodBytes} is not what was written");
        else if (head.Packed > _file.Length - _file.Position)
            Finish(SegmentEnd.Torn, "it ends in the middle of a block");
        else
            return head;
        return null;
    }

    private ReadOnlyMemory<byte>? Finish(SegmentEnd end, string trouble)
    {
        (_ended, End, Trouble) = (true, end, trouble);
        return null;
    }

    private ReadOnlyMemory<byte>? Unpack(ReadOnlySpan<byte> packed, int length)
    {
        var raw = new byte[length + Slack];
        var at = 0;
        while (!packed.IsEmpty)
        {
            var status = _decoder.Decompress(packed, raw.AsSpan(at), out var consumed, out var written);
            packed = packed[consumed..];
            at += written;
            if (status == System.Buffers.OperationStatus.InvalidData || consumed == 0 && written == 0)
                return null;
        }
        return at == length ? raw.AsMemory(0, length) : null;
    }
}
