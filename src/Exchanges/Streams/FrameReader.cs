using System.Buffers;
using System.Net.WebSockets;

namespace Strikeboard.Exchanges.Streams;

/// <summary>Reads whole frames into one pooled buffer that grows to the limit and no further.</summary>
internal sealed class FrameReader(WebSocket socket, int maxFrameBytes) : IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);

    /// <summary>The frame is valid until the next call. The result is closed or too large where there is none.</summary>
    public async ValueTask<ReadFrame> ReadAsync(CancellationToken cancellationToken)
    {
        var length = 0;
        while (true)
        {
            if (length == _buffer.Length && !Grow(length))
                return new ReadFrame(default, $"frame larger than {maxFrameBytes} bytes");
            var part = await socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close)
                return new ReadFrame(default, Closed());
            length += part.Count;
            if (part.EndOfMessage)
                return new ReadFrame(_buffer.AsMemory(0, length), null);
        }
    }

    private string Closed() =>
        string.IsNullOrEmpty(socket.CloseStatusDescription)
            ? $"closed by the venue ({(int?)socket.CloseStatus})"
            : $"closed by the venue ({(int?)socket.CloseStatus} {socket.CloseStatusDescription})";

    private bool Grow(int used)
    {
        if (used >= maxFrameBytes)
            return false;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(used * 2, maxFrameBytes));
        _buffer.AsSpan(0, used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
        return true;
    }

    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
    }
}

internal readonly record struct ReadFrame(ReadOnlyMemory<byte> Bytes, string? EndReason);
