namespace Strikeboard.Data.Trading;

/// <summary>One change to a position: its name, when it was, and what is to be read of it later.</summary>
public sealed record PositionChange(Guid Id, DateTimeOffset At, IReadOnlyList<TradeLine> Lines);

/// <summary>A line of a position's story.</summary>
public sealed record TradeLine(string? ClientOrderId, string What, string Detail);

/// <summary>Something kept, and the version in which it was seen.</summary>
public sealed record Kept<T>(T Value, long Version);

public enum SaveOutcome
{
    Saved,

    /// <summary>Somebody changed it in between: read it again, and judge again.</summary>
    Overtaken,

    /// <summary>Another node leads by now: nothing may be sent from here.</summary>
    Deposed,
}

public enum SlotOutcome
{
    Taken,
    AlreadyHeld,
    ClosedToday,
}
