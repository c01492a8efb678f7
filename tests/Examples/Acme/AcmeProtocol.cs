using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using Strikeboard.Exchanges.Streams;

namespace Strikeboard.Examples.Acme;

// doc: protocol
/// <summary>What is Acme's own: one frame a price, <c>{"price":"84000.5","at":1795176000000}</c>, after one word of greeting.</summary>
internal sealed class AcmeProtocol(Uri endpoint, Action<decimal, DateTimeOffset, StreamSession> onPrice)
    : IStreamProtocol
{
    public Uri Endpoint => endpoint;

    public string? Unavailable => null;

    public bool IsLive { get; private set; }

    public void Prepare(ClientWebSocketOptions handshake) { }

    public ValueTask OpenAsync(StreamSession session, CancellationToken cancellationToken) =>
        session.SendAsync("prices"u8.ToArray(), cancellationToken);

    public StreamVerdict Handle(ReadOnlySpan<byte> frame, StreamSession session, DateTimeOffset receivedAt)
    {
        if (!TryRead(frame, out var price, out var at))
            return StreamVerdict.Malformed("not a price");
        IsLive = true;
        onPrice(price, at, session);
        return StreamVerdict.Data;
    }

    public ValueTask BeatAsync(StreamSession session, DateTimeOffset now, CancellationToken cancellationToken) =>
        default;

    public void Lost(StreamSession session) => IsLive = false;

    public Task<string?> PollAsync(CancellationToken cancellationToken) =>
        Task.FromResult<string?>("Acme has nothing to poll");

    private static bool TryRead(ReadOnlySpan<byte> frame, out decimal price, out DateTimeOffset at)
    {
        (price, at) = (0, default);
        try
        {
            var reader = new Utf8JsonReader(frame);
            using var document = JsonDocument.ParseValue(ref reader);
            price = decimal.Parse(document.RootElement.GetProperty("price").GetString()!, CultureInfo.InvariantCulture);
            at = DateTimeOffset.FromUnixTimeMilliseconds(document.RootElement.GetProperty("at").GetInt64());
            return price > 0;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A decoder never throws, whatever the bytes. A busy venue's reads tokens instead and allocates nothing.
            return false;
        }
    }
}
// doc: end
