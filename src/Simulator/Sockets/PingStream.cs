using Microsoft.AspNetCore.Http.Features;

namespace Strikeboard.Simulator.Sockets;

/// <summary>
/// The raw stream below a socket. Frames are written whole and one at a time, so that a ping frame with a body of our choice,
/// which the framework cannot send, fits between them.
/// </summary>
internal sealed class PingStream(Stream inner) : Stream
{
    private const byte FinalPing = 0x89;
    private readonly SemaphoreSlim turn = new(1, 1);

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public ValueTask PingAsync(ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        var frame = new byte[body.Length + 2];
        frame[0] = FinalPing;
        frame[1] = (byte)body.Length;
        body.CopyTo(frame.AsMemory(2));
        return WriteAsync(frame, ct);
    }

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer,
        CancellationToken cancellationToken = default
    )
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            await inner.WriteAsync(buffer, cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            turn.Dispose();
        }
        base.Dispose(disposing);
    }
}

/// <summary>Stands before the framework's upgrade and remembers the stream.</summary>
internal sealed class PingUpgrade(IHttpUpgradeFeature inner) : IHttpUpgradeFeature
{
    public PingStream? Stream { get; private set; }

    public bool IsUpgradableRequest => inner.IsUpgradableRequest;

    public async Task<Stream> UpgradeAsync() => Stream = new PingStream(await inner.UpgradeAsync());
}
