namespace Strikeboard.Exchanges.Streams;

/// <summary>What a protocol made of one frame.</summary>
public enum FrameKind
{
    /// <summary>Prices, books, events.</summary>
    Data,

    /// <summary>Proof of life: heartbeats, probe answers, acknowledgements, repeats, frames of kinds that are new to us.</summary>
    Heartbeat,

    /// <summary>Could not be read, or says something impossible. Counted; proves nothing; changes nothing.</summary>
    Malformed,

    /// <summary>Frames are missing, and the protocol has asked for what was lost on the same connection.</summary>
    Resync,

    /// <summary>Frames are missing or the venue refused: only a new connection helps.</summary>
    Reconnect,
}

public readonly record struct StreamVerdict(FrameKind Kind, string Reason = "", bool IsGap = false)
{
    public static readonly StreamVerdict Data = new(FrameKind.Data);
    public static readonly StreamVerdict Heartbeat = new(FrameKind.Heartbeat);

    public static StreamVerdict Malformed(string reason) => new(FrameKind.Malformed, reason);

    public static StreamVerdict GapResync(string reason) => new(FrameKind.Resync, reason, IsGap: true);

    public static StreamVerdict GapReconnect(string reason) => new(FrameKind.Reconnect, reason, IsGap: true);

    public static StreamVerdict Refused(string reason) => new(FrameKind.Reconnect, reason);
}
