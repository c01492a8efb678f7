namespace Strikeboard.Model;

/// <summary>What became of a command. Exactly one audit record stands behind each.</summary>
public sealed record CommandOutcome
{
    public required Guid CommandId { get; init; }
    public required CommandVerdict Verdict { get; init; }
    public required string Message { get; init; }
    public Refusal? Refusal { get; init; }

    /// <summary>The same key and body were seen before: this is the earlier answer again.</summary>
    public bool Repeated { get; init; }

    public bool Accepted => Verdict == CommandVerdict.Done;
}

public enum CommandVerdict
{
    Done,

    /// <summary>The caller's role does not suffice.</summary>
    Forbidden,

    /// <summary>Another transition is under way, or the state does not admit it.</summary>
    Conflict,

    /// <summary>The content is wrong.</summary>
    Invalid,

    NotFound,

    /// <summary>Understood, and not allowed: a limit or a switch says no.</summary>
    Refused,

    /// <summary>The database could not keep the record, so nothing was done.</summary>
    Unavailable,
}

/// <param name="IdempotencyKey">Same key and same body: the same answer; another body under the same key is refused.</param>
public sealed record CommandContext(Actor Actor, string? Reason = null, string? IdempotencyKey = null);
