using Strikeboard.Model;

namespace Strikeboard.Exchanges;

/// <summary>What became of an order that was sent, as far as its sender can tell.</summary>
public abstract record PlaceAnswer
{
    private PlaceAnswer() { }

    public sealed record Taken(OrderReport Report) : PlaceAnswer;

    /// <summary>The venue said no to this very request.</summary>
    public sealed record Refused(string Code, string Message) : PlaceAnswer;

    /// <summary>Nothing of it left this machine.</summary>
    public sealed record NotSent(string Reason) : PlaceAnswer;

    /// <summary>It may be at the venue, and it may not. A name that is taken says that an earlier try of it arrived.</summary>
    public sealed record InDoubt(string Reason, bool NameIsTaken) : PlaceAnswer;
}

/// <summary>A cancel is never the last word on an order: the order's own report is.</summary>
public enum CancelAnswer
{
    /// <summary>The venue took it off.</summary>
    Done,

    /// <summary>The venue knows no such order that rests: it is over, or was never there, or is on another shard.</summary>
    NotThere,

    /// <summary>No answer, or one that says neither.</summary>
    InDoubt,
}
