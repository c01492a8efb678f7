namespace Strikeboard.Model;

/// <summary>How far a try to place an order has come, as far as it is known.</summary>
public enum AttemptState
{
    /// <summary>Kept, and not sent: no venue can know of it.</summary>
    Planned,

    /// <summary>It may have left: from here on only the venue can tell.</summary>
    Sending,

    /// <summary>The venue has it, and it may still fill.</summary>
    Working,
    Filled,
    Cancelled,
    Expired,
    Rejected,

    /// <summary>Proven: the venue never took it and never will.</summary>
    NeverWas,

    /// <summary>Sent, and what became of it is not known. Ended by evidence or by a person, never by time alone.</summary>
    Unknown,
}
