namespace Strikeboard.Engine.Trading.Exits;

public enum ExitCause
{
    StopPrice,
    StopChance,
    Target,
    BeforeClose,

    /// <summary>The chance has fallen below one half: somebody should look.</summary>
    ChanceAlert,

    /// <summary>There is no price, or no chance, to judge by for too long.</summary>
    Blind,
}

/// <summary>What the judge found: a reason to sell everything, or something that a person should hear of.</summary>
/// <param name="Code">For programs, such as exit.stop_price.</param>
/// <param name="LimitPrice">The least to sell for on the first try; null where nothing is to be sold.</param>
public sealed record ExitVerdict(
    Guid PositionId,
    ExitCause Cause,
    string Code,
    string Reason,
    decimal? LimitPrice,
    DateTimeOffset At
)
{
    public bool IsExit => Cause is not (ExitCause.ChanceAlert or ExitCause.Blind);
}
