using Strikeboard.Model;

namespace Strikeboard.Exchanges.Kalshi;

public enum KalshiFrameKind
{
    Malformed,
    Subscribed,
    Unsubscribed,
    Ok,
    Error,
    Snapshot,
    Delta,
    Ticker,
    Lifecycle,
    Index,

    /// <summary>A type that is new to us: proof of life, nothing more.</summary>
    Other,
}

public readonly record struct BookLevel(decimal Price, decimal Size);

/// <summary>One frame, read; the same object is filled again for the next, so that a frame leaves no garbage behind.</summary>
public sealed class KalshiFrame
{
    public KalshiFrameKind Kind { get; internal set; }
    public string Problem { get; internal set; } = "";
    public long? Id { get; internal set; }
    public long? Sid { get; internal set; }
    public long? Sequence { get; internal set; }
    public string? Ticker { get; internal set; }
    public string? Channel { get; internal set; }

    /// <summary>Bids for yes, priced for yes.</summary>
    public List<BookLevel> Yes { get; } = [];

    /// <summary>Bids for no, priced for no.</summary>
    public List<BookLevel> No { get; } = [];

    public Side? Side { get; internal set; }
    public decimal? Price { get; internal set; }
    public decimal? Delta { get; internal set; }
    public decimal? Volume { get; internal set; }
    public decimal? OpenInterest { get; internal set; }
    public long? ErrorCode { get; internal set; }
    public string? ErrorText { get; internal set; }
    public string? LifecycleEvent { get; internal set; }
    public Side? Result { get; internal set; }
    public decimal? SettlementValue { get; internal set; }

    /// <summary>The venue's time of the lifecycle event, where it gives one.</summary>
    public DateTimeOffset? EventAt { get; internal set; }

    public string? IndexId { get; internal set; }
    public decimal? IndexValue { get; internal set; }
    public DateTimeOffset? IndexAt { get; internal set; }

    internal bool Unreadable { get; set; }
    internal bool HasSid { get; set; }
    internal bool HasMessage { get; set; }

    internal void Clear()
    {
        Kind = KalshiFrameKind.Malformed;
        (Problem, Ticker, Channel, ErrorText, LifecycleEvent) = ("", null, null, null, null);
        (Id, Sid, Sequence, ErrorCode) = (null, null, null, null);
        (Side, Result, Price, Delta, Volume, OpenInterest, SettlementValue) = (
            null,
            null,
            null,
            null,
            null,
            null,
            null
        );
        (EventAt, IndexId, IndexValue, IndexAt) = (null, null, null, null);
        (Unreadable, HasSid, HasMessage) = (false, false, false);
        Yes.Clear();
        No.Clear();
    }

    internal void Spoil(string problem)
    {
        Clear();
        Problem = problem;
    }
}
