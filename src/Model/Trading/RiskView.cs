namespace Strikeboard.Model;

/// <summary>Whether risk may be opened, as kept: it outlives the process.</summary>
public sealed record RiskView
{
    public static readonly RiskView Unknown = new() { State = RiskState.Halted, Reason = "not known yet" };

    public RiskState State { get; init; }

    /// <summary>Why it is not active; empty while it is.</summary>
    public string Reason { get; init; } = "";
    public bool EntriesPaused { get; init; }

    /// <summary>By the kill switch; only re-arming ends it.</summary>
    public bool Killed { get; init; }
    public DateTimeOffset? Since { get; init; }
    public string ChangedBy { get; init; } = "";

    public bool MayOpen => State == RiskState.Active && !EntriesPaused && !Killed;
}

public enum RiskState
{
    Active,

    /// <summary>Only what lessens risk.</summary>
    Reducing,

    /// <summary>Nothing that adds risk, and what rests of entries is cancelled.</summary>
    Halted,
}
