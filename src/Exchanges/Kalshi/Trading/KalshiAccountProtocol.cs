using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Strikeboard.Exchanges.Http;
using Strikeboard.Exchanges.Streams;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Kalshi.Trading;

/// <summary>
/// Two private channels. They carry no numbers, so no gap can be seen; and they are quiet for hours, so the connection is asked
/// for a sign of life again and again.
/// </summary>
internal sealed class KalshiAccountProtocol(
    KalshiOptions options,
    IKalshiSigner signer,
    KalshiRest rest,
    IOrderVenue orders,
    TimeProvider clock,
    Action<VenueFill> filled,
    Action<VenueOrder> changed
) : IStreamProtocol
{
    private static readonly string[] Channels = ["fill", "user_orders"];
    private static readonly TimeSpan ReadBack = TimeSpan.FromMinutes(2);

    private readonly HashSet<string> _subscribed = new(StringComparer.Ordinal);
    private DateTimeOffset _probedAt;
    private int _lastId;

    public Uri Endpoint => options.StreamUrl;

    public string? Unavailable => null;

    public bool IsLive => _subscribed.Count == Channels.Length;

    public void Prepare(ClientWebSocketOptions handshake)
    {
        foreach (var (name, value) in KalshiHeaders.For(signer, "GET", Endpoint, rest.VenueTime))
            handshake.SetRequestHeader(name, value);
    }

    public ValueTask OpenAsync(StreamSession session, CancellationToken cancellationToken)
    {
        _subscribed.Clear();
        _probedAt = session.OpenedAt;
        var wanted = new JsonObject { ["channels"] = new JsonArray([.. Channels.Select(c => JsonValue.Create(c))]) };
        return session.SendAsync(KalshiChannel.Command(++_lastId, "subscribe", wanted), cancellationToken);
    }

    public StreamVerdict Handle(ReadOnlySpan<byte> frame, StreamSession session, DateTimeOffset receivedAt)
    {
        try
        {
            var reader = new Utf8JsonReader(frame);
            return Take(JsonElement.ParseValue(ref reader));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return StreamVerdict.Malformed("not JSON");
        }
    }

    private StreamVerdict Take(JsonElement json)
    {
        var message =
            json.ValueKind == JsonValueKind.Object && json.TryGetProperty("msg", out var inner) ? inner : default;
        switch (json.Text("type"))
        {
            case "fill":
                if (KalshiOrderJson.ReadFill(message) is not { } fill)
                    return StreamVerdict.Malformed("a fill that cannot be read");
                filled(fill);
                return StreamVerdict.Data;
            case "user_order":
                if (KalshiOrderJson.ReadOrder(message) is not { } order)
                    return StreamVerdict.Malformed("an order that cannot be read");
                changed(order);
                return StreamVerdict.Data;
            case "subscribed":
                if (message.Text("channel") is { } channel && Channels.Contains(channel, StringComparer.Ordinal))
                    _subscribed.Add(channel);
                return StreamVerdict.Heartbeat;
            case "error":
                return StreamVerdict.Refused($"refused by the venue: {message.Integer("code")} {message.Text("msg")}");
            case null:
                return StreamVerdict.Malformed("a frame without a type");
            default:
                return StreamVerdict.Heartbeat;
        }
    }

    public async ValueTask BeatAsync(StreamSession session, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (now - session.LastFrameAt < options.ProbeAfter || now - _probedAt < options.ProbeAfter)
            return;
        _probedAt = now;
        await session.SendAsync(KalshiChannel.Command(++_lastId, "list_subscriptions", null), cancellationToken);
    }

    public void Lost(StreamSession session) => _subscribed.Clear();

    /// <summary>In place of the stream: what the venue lists of late. Told again and again; who listens knows what it knows.</summary>
    public async Task<string?> PollAsync(CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - ReadBack;
        var fills = await orders.ReadFillsAsync(null, since, cancellationToken);
        var listed = await orders.ReadOrdersAsync(null, since, cancellationToken);
        fills.Value?.ForEach(filled);
        listed.Value?.ForEach(changed);
        return (fills.Error ?? listed.Error)?.ToString();
    }
}
