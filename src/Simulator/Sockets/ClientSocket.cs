using System.Net.WebSockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http.Features;

namespace Strikeboard.Simulator.Sockets;

/// <summary>One client's socket: a bounded queue in front of a single sender, and a reader that hands over whole messages.</summary>
internal sealed class ClientSocket : IDisposable
{
    private const int LargestMessage = 1 << 20;
    private static readonly byte[] PingMark = [];
    private static readonly TimeSpan FarewellTime = TimeSpan.FromSeconds(2);

    private readonly HttpContext context;
    private readonly WebSocket socket;
    private readonly PingStream? raw;
    private readonly Channel<byte[]> queue;
    private readonly CancellationTokenSource stop;
    private byte[]? farewell;
    private WebSocketCloseStatus closeStatus = WebSocketCloseStatus.NormalClosure;
    private readonly Lock end = new();
    private bool done;
    private int closing;

    private ClientSocket(HttpContext context, WebSocket socket, PingStream? raw, int capacity)
    {
        this.context = context;
        this.socket = socket;
        this.raw = raw;
        queue = Channel.CreateBounded<byte[]>(
            new BoundedChannelOptions(capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait }
        );
        stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
    }

    /// <summary>Called when the client is too slow; what it returns is sent as the last frame.</summary>
    public Func<byte[]?>? Overflowing { get; init; }

    public static async Task<ClientSocket> AcceptAsync(HttpContext context, int capacity, Func<byte[]?>? overflowing)
    {
        var accepted = await context.WebSockets.AcceptWebSocketAsync();
        var stream = (context.Features.Get<IHttpUpgradeFeature>() as PingUpgrade)?.Stream;
        return new ClientSocket(context, accepted, stream, capacity) { Overflowing = overflowing };
    }

    public void Send(byte[] frame)
    {
        if (!queue.Writer.TryWrite(frame) && Volatile.Read(ref closing) == 0)
        {
            Close(WebSocketCloseStatus.PolicyViolation, Overflowing?.Invoke());
        }
    }

    public void Ping() => queue.Writer.TryWrite(PingMark);

    /// <summary>Goes without a word, as a broken line does.</summary>
    public void Abort()
    {
        lock (end)
        {
            // Once the request is over its context may already serve another client.
            if (!done)
            {
                Interlocked.Exchange(ref closing, 1);
                context.Abort();
            }
        }
    }

    /// <summary>Sends nothing more but a last frame and the close.</summary>
    public void Close(WebSocketCloseStatus status, byte[]? lastFrame = null)
    {
        if (Interlocked.Exchange(ref closing, 1) == 0)
        {
            closeStatus = status;
            farewell = lastFrame;
            queue.Writer.TryComplete();
            // Neither a client that does not read nor one that never answers the close may hold us for ever.
            stop.CancelAfter(FarewellTime);
        }
    }

    public async Task RunAsync(Action<ReadOnlyMemory<byte>> onMessage)
    {
        var sender = SendAllAsync();
        try
        {
            await ReceiveAllAsync(onMessage);
        }
        catch (Exception e)
            when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The client left without saying so; that is how most sockets end.
        }
        Close(WebSocketCloseStatus.NormalClosure);
        await sender;
    }

    public void Dispose()
    {
        lock (end)
        {
            done = true;
        }
        socket.Dispose();
        stop.Dispose();
    }

    private async Task ReceiveAllAsync(Action<ReadOnlyMemory<byte>> onMessage)
    {
        var buffer = new byte[8192];
        var held = 0;
        while (socket.State is WebSocketState.Open)
        {
            if (held == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
            var got = await socket.ReceiveAsync(buffer.AsMemory(held), stop.Token);
            held += got.Count;
            if (got.MessageType is WebSocketMessageType.Close || held > LargestMessage)
            {
                return;
            }
            if (got.EndOfMessage)
            {
                onMessage(buffer.AsMemory(0, held));
                held = 0;
            }
        }
    }

    private async Task SendAllAsync()
    {
        try
        {
            await foreach (var frame in queue.Reader.ReadAllAsync(stop.Token))
            {
                if (Volatile.Read(ref closing) != 0)
                {
                    break;
                }
                await WriteAsync(frame);
            }
            using var limit = new CancellationTokenSource(FarewellTime, TimeProvider.System);
            if (farewell is not null)
            {
                await socket.SendAsync(farewell, WebSocketMessageType.Text, true, limit.Token);
            }
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(closeStatus, null, limit.Token);
            }
        }
        catch (Exception e)
            when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            context.Abort();
        }
    }

    private async Task WriteAsync(byte[] frame)
    {
        if (!ReferenceEquals(frame, PingMark))
        {
            await socket.SendAsync(frame, WebSocketMessageType.Text, true, stop.Token);
        }
        else if (raw is not null)
        {
            await raw.PingAsync("heartbeat"u8.ToArray(), stop.Token);
        }
    }
}
