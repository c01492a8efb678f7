using System.Buffers;
using System.IO.Compression;

namespace Strikeboard.Engine.Recording.Segments;

/// <summary>Appends blocks to one new file. A block is one write: a kill in the middle of it costs this block and no other.</summary>
internal sealed class SegmentWriter : IDisposable
{
    private readonly FileStream _file;
    private BrotliEncoder _encoder = new(SegmentFormat.Quality, SegmentFormat.Window);
    private byte[] _block = new byte[64 * 1024];
    private int _length;
    private int _cycles;
    private long _firstDue;
    private long _lastDue;

    public SegmentWriter(string path, DateTimeOffset hour, long lost)
    {
        _file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete, 0);
        Span<byte> head = stackalloc byte[SegmentFormat.HeadLength];
        SegmentFormat.WriteHead(head, hour, lost);
        _file.Write(head);
    }

    public long Bytes => _file.Position;

    public int Cycles => _cycles;

    /// <summary>Counts a cycle whose entry is among the bytes of the next block.</summary>
    public void Count(DateTimeOffset dueAt)
    {
        _lastDue = dueAt.ToUnixTimeSeconds();
        if (_cycles++ == 0)
            _firstDue = _lastDue;
    }

    public void Write(ReadOnlySpan<byte> raw)
    {
        _length = SegmentFormat.BlockHeadLength;
        Pack(raw);
        var packed = _block.AsSpan(SegmentFormat.BlockHeadLength, _length - SegmentFormat.BlockHeadLength);
        new BlockHead(packed.Length, raw.Length, _cycles, _firstDue, _lastDue, SegmentFormat.Checksum(packed)).Write(
            _block
        );
        _file.Write(_block, 0, _length);
    }

    public void Dispose()
    {
        _encoder.Dispose();
        _file.Dispose();
    }

    private void Pack(ReadOnlySpan<byte> raw)
    {
        while (!raw.IsEmpty)
        {
            var status = _encoder.Compress(raw, Room(), out var consumed, out var written, isFinalBlock: false);
            raw = raw[consumed..];
            _length += written;
            if (status == OperationStatus.DestinationTooSmall)
                Grow();
        }
        while (true)
        {
            var status = _encoder.Flush(Room(), out var written);
            _length += written;
            if (status == OperationStatus.Done)
                return;
            Grow();
        }
    }

    private Span<byte> Room() => _block.AsSpan(_length);

    private void Grow() => Array.Resize(ref _block, _block.Length * 2);
}
