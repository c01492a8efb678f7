namespace Strikeboard.Engine.Risk;

/// <summary>
/// What an account may do at most. The defaults suit a small account. A figure equal to its limit is within it, save the day's
/// loss: there the limit itself is the end.
/// </summary>
public sealed record RiskLimits
{
    /// <summary>Contracts in one order. Default 25.</summary>
    public decimal MaxOrderQuantity { get; init; } = 25m;

    /// <summary>What one order may cost at its limit price, worst fee included, in dollars. Default 25.</summary>
    public decimal MaxOrderCost { get; init; } = 25m;

    /// <summary>How far above the best ask a limit price may be, in cents. Default 3.</summary>
    public decimal CollarCents { get; init; } = 3m;

    /// <summary>A market that closes sooner is not entered, in seconds. Default 60.</summary>
    public int MinSecondsToClose { get; init; } = 60;

    /// <summary>A balance that was read longer ago counts as unknown, in seconds. Default 90.</summary>
    public int MaxBalanceAgeSeconds { get; init; } = 90;

    /// <summary>The most that may be lost by all that is held and under way, in dollars. Default 200.</summary>
    public decimal MaxExposure { get; init; } = 200m;

    /// <summary>The same for the contracts that settle together, in dollars. Default 75.</summary>
    public decimal MaxEventExposure { get; init; } = 75m;

    /// <summary>The same for all contracts on one symbol, in dollars. Default 125.</summary>
    public decimal MaxSymbolExposure { get; init; } = 125m;

    /// <summary>Positions of the desk at one time, pending ones included. Default 8.</summary>
    public int MaxOpenPositions { get; init; } = 8;

    /// <summary>Realised and unrealised loss and fees of the trading day from which on nothing is opened, in dollars. Default 50.</summary>
    public decimal MaxDailyLoss { get; init; } = 50m;

    /// <summary>Orders to open in any one second. Default 2.</summary>
    public int MaxOrdersPerSecond { get; init; } = 2;

    /// <summary>Orders to open in any sixty seconds. Default 20.</summary>
    public int MaxOrdersPerMinute { get; init; } = 20;

    /// <summary>
    /// An order like an earlier one (instrument, side, quantity and price) is taken for a repetition for so long, in seconds.
    /// Default 10; 0 switches it off.
    /// </summary>
    public int LookAlikeSeconds { get; init; } = 10;

    /// <summary>All that makes no sense, each in a sentence; empty where the limits can be used.</summary>
    public IEnumerable<string> Faults() =>
        RiskLimit
            .All.Where(limit => limit.Of(this) < limit.Least || limit.Of(this) > limit.Most)
            .Select(limit =>
                FormattableString.Invariant(
                    $"{limit.Name} is {limit.Of(this)} and has to be between {limit.Least} and {limit.Most}."
                )
            )
            .Concat(Contradictions());

    /// <summary>By which limits more is allowed here than there.</summary>
    public IEnumerable<string> LoosenedAgainst(RiskLimits other) =>
        RiskLimit.All.Where(limit => limit.IsLooser(limit.Of(this), limit.Of(other))).Select(limit => limit.Name);

    /// <summary>Any single one counts, however many others are tighter.</summary>
    public bool IsLooserThan(RiskLimits other) => LoosenedAgainst(other).Any();

    private IEnumerable<string> Contradictions()
    {
        if (MaxOrdersPerSecond > MaxOrdersPerMinute)
            yield return FormattableString.Invariant(
                $"MaxOrdersPerSecond is {MaxOrdersPerSecond}, more than the {MaxOrdersPerMinute} of MaxOrdersPerMinute."
            );
        if (MaxOrderCost > MaxExposure)
            yield return FormattableString.Invariant(
                $"MaxOrderCost is {MaxOrderCost}, more than the {MaxExposure} of MaxExposure."
            );
    }
}
