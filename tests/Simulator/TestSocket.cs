using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Strikeboard.Simulator.Tests;

/// <summary>The client's end of a socket. Each wait is bounded, so that a test that waits for nothing fails instead of hanging.</summary>
internal sealed class TestSocket(ClientWebSocket socket) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public WebSocketCloseStatus? CloseStatus => socket.CloseStatus;

    public async Task SendAsync(string text) =>
        await socket.SendAsync(
            Encoding.UTF8.GetBytes(text),
            WebSocketMessageType.Text,
            true,
            TestContext.Current.CancellationToken
        );

    /// <summary>The next text; null once the other end has gone, politely or not.</summary>
    public async Task<string?> NextTextAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        var buffer = new byte[1 << 20];
        var held = 0;
        try
        {
            while (true)
            {
                var got = await socket.ReceiveAsync(buffer.AsMemory(held), limit.Token);
                held += got.Count;
                if (got.MessageType is WebSocketMessageType.Close)
                {
                    return null;
                }
                if (got.EndOfMessage)
                {
                    return Encoding.UTF8.GetString(buffer, 0, held);
                }
            }
        }
        catch (WebSocketException)
        {
            return null;
        }
    }

    public async Task<JsonElement> NextAsync() =>
        JsonElement.Parse(await NextTextAsync() ?? throw new InvalidOperationException("The socket has ended."));

    public async Task<JsonElement> UntilAsync(Func<JsonElement, bool> wanted)
    {
        while (true)
        {
            var frame = await NextAsync();
            if (wanted(frame))
            {
                return frame;
            }
        }
    }

    public Task<JsonElement> UntilTypeAsync(string type) => UntilAsync(f => f.GetProperty("type").GetString() == type);

    /// <summary>A command whose answer marks that everything sent before it has arrived.</summary>
    public async Task<IReadOnlyList<JsonElement>> DrainKalshiAsync()
    {
        await SendAsync("""{"id":987654,"cmd":"list_subscriptions"}""");
        var seen = new List<JsonElement>();
        while (true)
        {
            var frame = await NextAsync();
            if (frame.TryGetProperty("id", out var id) && id.GetInt64() == 987654)
            {
                return seen;
            }
            seen.Add(frame);
        }
    }

    public async Task EndAsync()
    {
        while (await NextTextAsync() is not null) { }
    }

    public void Dispose() => socket.Dispose();
}
