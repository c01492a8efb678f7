using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Strikeboard.Exchanges.Tests.Kit;

/// <summary>A venue that says exactly what a test tells it to, on real sockets.</summary>
internal sealed class ScriptedVenue : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<ScriptedSocket> _sockets = Channel.CreateUnbounded<ScriptedSocket>();

    private ScriptedVenue(WebApplication app) => _app = app;

    /// <summary>Answers REST; 404 unless set.</summary>
    public Func<HttpContext, Task> Rest { get; set; } =
        context =>
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        };

    /// <summary>Refuses handshakes with this status; 0 accepts.</summary>
    public int RefuseWith { get; set; }

    public Uri Http => new(_app.Urls.First());

    public Uri Ws => new UriBuilder(Http) { Scheme = "ws" }.Uri;

    public static async Task<ScriptedVenue> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var venue = new ScriptedVenue(app);
        app.UseWebSockets();
        app.Run(venue.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return venue;
    }

    public async Task<ScriptedSocket> NextSocketAsync() =>
        await _sockets
            .Reader.ReadAsync(TestContext.Current.CancellationToken)
            .AsTask()
            .WaitAsync(Waiting.Patience, TestContext.Current.CancellationToken);

    private async Task AnswerAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await Rest(context);
            return;
        }
        if (RefuseWith != 0)
        {
            context.Response.StatusCode = RefuseWith;
            return;
        }
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var scripted = new ScriptedSocket(socket, context.Request);
        _sockets.Writer.TryWrite(scripted);
        await scripted.ReadAllAsync();
    }

    public async ValueTask DisposeAsync()
    {
        using var hurry = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(hurry.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _app.DisposeAsync();
    }
}

internal sealed class ScriptedSocket(WebSocket socket, HttpRequest request)
{
    private readonly Channel<string> _heard = Channel.CreateUnbounded<string>();

    public IHeaderDictionary Headers { get; } =
        new HeaderDictionary(
            new Dictionary<string, Microsoft.Extensions.Primitives.StringValues>(
                request.Headers,
                StringComparer.OrdinalIgnoreCase
            )
        );

    public string Path { get; } = request.Path;

    public async Task<string> HearAsync() =>
        await _heard
            .Reader.ReadAsync(TestContext.Current.CancellationToken)
            .AsTask()
            .WaitAsync(Waiting.Patience, TestContext.Current.CancellationToken);

    public Task SayAsync(string text) => SayAsync(Encoding.UTF8.GetBytes(text));

    public Task SayAsync(byte[] bytes) =>
        socket.SendAsync(bytes, WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);

    public void Drop() => socket.Abort();

    public Task CloseAsync() =>
        socket.CloseOutputAsync(
            WebSocketCloseStatus.EndpointUnavailable,
            "going away",
            TestContext.Current.CancellationToken
        );

    public async Task ReadAllAsync()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close)
                    return;
                _heard.Writer.TryWrite(Encoding.UTF8.GetString(buffer, 0, part.Count));
            }
        }
        catch (WebSocketException)
        {
            // The other side went away, which is what many of these tests are about.
        }
    }
}
