using System.Net.WebSockets;
using System.Text;

namespace Strikeboard.Benchmarks.Viewers;

/// <summary>When a circuit got a stamp for the first time.</summary>
internal readonly record struct Seen(int Viewer, DateTimeOffset Stamp, DateTimeOffset At);

/// <summary>
/// One viewer without a browser: it opens the page as a browser would, keeps the circuit alive, acknowledges every batch, and notes the times that
/// the batches carry.
/// </summary>
internal sealed class Circuit(int number, Uri site, string path, string? cookie, TimeProvider time) : IAsyncDisposable
{
    private static readonly byte[] Handshake = Encoding.UTF8.GetBytes(
        "{\"protocol\":\"blazorpack\",\"version\":1}\u001e"
    );
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _end = new();
    private readonly List<Seen> _seen = [];
    private readonly List<DateTimeOffset> _stamps = [];
    private byte[] _buffer = new byte[64 * 1024];
    private int _filled;
    private Task _reading = Task.CompletedTask;

    public IReadOnlyList<Seen> Seen => _seen;

    public int Batches { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>Why it ended by itself; null while it lives.</summary>
    public string? Fault { get; private set; }

    public async Task OpenAsync(HttpClient http, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        using var answer = await http.SendAsync(request, cancellationToken);
        answer.EnsureSuccessStatusCode();
        var page = PageMarkers.In(await answer.Content.ReadAsStringAsync(cancellationToken));
        if (cookie is not null)
            _socket.Options.SetRequestHeader("Cookie", cookie);
        _socket.Options.SetRequestHeader("Origin", site.GetLeftPart(UriPartial.Authority));
        await _socket.ConnectAsync(new UriBuilder(site) { Scheme = "ws", Path = "/_blazor" }.Uri, cancellationToken);
        await SendAsync(Handshake, cancellationToken);
        _reading = ReadAsync(_end.Token);
        await SendAsync(
            BlazorPackWriter.Call("0", "StartCircuit", site.ToString(), new Uri(site, path).ToString(), "[]", ""),
            cancellationToken
        );
        await SendAsync(
            BlazorPackWriter.Call(null, "UpdateRootComponents", page.Operations, page.State),
            cancellationToken
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _end.Dispose();
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var shaken = false;
            while (true)
            {
                if (_filled == _buffer.Length)
                    Array.Resize(ref _buffer, _buffer.Length * 2);
                var got = await _socket.ReceiveAsync(_buffer.AsMemory(_filled), cancellationToken);
                if (got.MessageType == WebSocketMessageType.Close)
                    throw new EndOfStreamException($"closed: {_socket.CloseStatusDescription}");
                _filled += got.Count;
                Bytes += got.Count;
                if (!shaken)
                    shaken = TakeHandshake();
                if (shaken)
                    await TakeMessagesAsync(cancellationToken);
            }
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            Fault = fault.Message;
        }
    }

    private bool TakeHandshake()
    {
        var end = Array.IndexOf(_buffer, (byte)0x1e, 0, _filled);
        if (end < 0)
            return false;
        Drop(end + 1);
        return true;
    }

    private async Task TakeMessagesAsync(CancellationToken cancellationToken)
    {
        while (BlazorPackReader.TryFrame(_buffer.AsSpan(0, _filled), out var header, out var length))
        {
            var reply = Answer(_buffer.AsSpan(header, length));
            Drop(header + length);
            if (reply is not null)
                await SendAsync(reply, cancellationToken);
        }
    }

    private byte[]? Answer(ReadOnlySpan<byte> message)
    {
        var reader = new BlazorPackReader(message);
        reader.Array();
        switch (reader.Number())
        {
            case 1:
                reader.Skip();
                reader.Skip();
                var target = reader.Text();
                reader.Array();
                return AnswerCall(target!, ref reader);
            case 6:
                return BlazorPackWriter.Ping();
            case 7:
                throw new EndOfStreamException("the server ended the connection");
            default:
                return null;
        }
    }

    private byte[]? AnswerCall(string target, ref BlazorPackReader arguments)
    {
        switch (target)
        {
            case "JS.RenderBatch":
                var id = arguments.Number();
                Note(arguments.Binary());
                return BlazorPackWriter.Call(null, "OnRenderCompleted", id, null);
            case "JS.BeginInvokeJS":
                var handle = arguments.Number();
                var isModule = arguments.Text() == "import";
                // Nobody waits for the answer to a call without a handle.
                return handle == 0
                    ? null
                    : BlazorPackWriter.Call(
                        null,
                        "EndInvokeJSFromDotNet",
                        handle,
                        true,
                        $"[{handle},true,{(isModule ? "{\"__jsObjectId\":1}" : "null")}]"
                    );
            case "JS.Error":
                throw new InvalidOperationException(arguments.Text());
            default:
                return null;
        }
    }

    private void Note(ReadOnlySpan<byte> batch)
    {
        var now = time.GetUtcNow();
        Batches++;
        _stamps.Clear();
        Stamps.Find(batch, _stamps);
        foreach (var stamp in _stamps)
            _seen.Add(new Seen(number, stamp, now));
    }

    private void Drop(int count)
    {
        _buffer.AsSpan(count, _filled - count).CopyTo(_buffer);
        _filled -= count;
    }

    private async Task SendAsync(byte[] message, CancellationToken cancellationToken) =>
        await _socket.SendAsync(
            message,
            message == Handshake ? WebSocketMessageType.Text : WebSocketMessageType.Binary,
            endOfMessage: true,
            cancellationToken
        );
}
