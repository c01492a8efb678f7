using System.Net.WebSockets;

namespace Strikeboard.Exchanges.Streams;

/// <summary>
/// What differs between venues; everything else is <see cref="ResilientStream"/>. Calls about one session never overlap with
/// each other except <see cref="BeatAsync"/> and <see cref="PollAsync"/>, which run beside the reader.
/// </summary>
public interface IStreamProtocol
{
    Uri Endpoint { get; }

    /// <summary>Why no stream can be opened at all (no key, say); null where it can. Asked before each attempt.</summary>
    string? Unavailable { get; }

    /// <summary>Headers of the handshake, made anew for each attempt: a signature carries its time.</summary>
    void Prepare(ClientWebSocketOptions handshake);

    /// <summary>A new connection is open: forget the last one and subscribe.</summary>
    ValueTask OpenAsync(StreamSession session, CancellationToken cancellationToken);

    /// <summary>Must not throw, whatever the bytes.</summary>
    StreamVerdict Handle(ReadOnlySpan<byte> frame, StreamSession session, DateTimeOffset receivedAt);

    /// <summary>All is acknowledged and fresh data has come on this very connection.</summary>
    bool IsLive { get; }

    /// <summary>Ten times a second while connected: probes, changes of subscription, deadlines. May end the session.</summary>
    ValueTask BeatAsync(StreamSession session, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The connection is gone; what it brought is as old as its last frame.</summary>
    void Lost(StreamSession session);

    /// <summary>One round of polling in place of the stream. Null when it brought values, else why it did not.</summary>
    Task<string?> PollAsync(CancellationToken cancellationToken);
}
