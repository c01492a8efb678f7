using System.Net.WebSockets;
using System.Text.Json;
using Strikeboard.Engine.Access;
using Strikeboard.Web.Access;
using Strikeboard.Web.Api;

namespace Strikeboard.Web.Live;

/// <summary>The same feed as the hub's over a bare WebSocket, for programs without a SignalR client.</summary>
internal static class LiveSocket
{
    public const string Path = "/ws";
    private const int LongestRequest = 16 * 1024;

    public static async Task ServeAsync(
        HttpContext context,
        LiveFeedParts parts,
        LiveClients clients,
        AuthorityReader authorities
    )
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await Problems
                .Of(StatusCodes.Status400BadRequest, "not_a_socket", "This address takes WebSockets.")
                .ExecuteAsync(context);
            return;
        }
        var authority = context.User.Credential() is { } held
            ? (await authorities.JudgeAsync(held, context.RequestAborted)).Authority
            : null;
        var place = authority is null ? null : clients.TryEnter(authority.UserId);
        if (authority is null || place is null)
        {
            await Problems
                .Of(StatusCodes.Status503ServiceUnavailable, "too_many_sockets", "Too many sockets are open.")
                .ExecuteAsync(context);
            return;
        }
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var feed = new LiveFeed(
            parts,
            authority,
            place,
            (message, token) => SendAsync(socket, message, token),
            context.Abort,
            (code, token) => socket.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, code, token)
        );
        feed.Start();
        await ListenAsync(socket, feed, context.RequestAborted);
    }

    private static async Task SendAsync(WebSocket socket, LiveMessage message, CancellationToken cancellationToken)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(message, ApiJson.Options);
        await socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
    }

    private static async Task ListenAsync(WebSocket socket, LiveFeed feed, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestRequest];
        try
        {
            while (await ReceiveAsync(socket, buffer, cancellationToken) is { } request)
            {
                if (Read(request.Span) is { } understood)
                    await feed.AskAsync(understood);
                else
                    await feed.ComplainAsync("invalid_request", "Not a JSON message of a known shape.");
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            // The other side left without a word: there is nobody to tell.
        }
    }

    /// <summary>Null when the other side closes, or sends more than a request can be long.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReceiveAsync(
        WebSocket socket,
        byte[] buffer,
        CancellationToken cancellationToken
    )
    {
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close)
            {
                if (socket.State == WebSocketState.CloseReceived)
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
                return null;
            }
            if (part.EndOfMessage)
                return buffer.AsMemory(0, length);
            if (length == buffer.Length)
            {
                await socket.CloseAsync(WebSocketCloseStatus.MessageTooBig, null, cancellationToken);
                return null;
            }
        }
    }

    private static LiveRequest? Read(ReadOnlySpan<byte> message)
    {
        try
        {
            return JsonSerializer.Deserialize<LiveRequest>(message, ApiJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
