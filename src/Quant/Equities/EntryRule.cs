using Strikeboard.Quant.Numbers;

namespace Strikeboard.Quant.Equities;

/// <summary>What an entry needs, in the order in which failures are told.</summary>
public enum EntryCondition
{
    Rsi,
    Atr,
    Active,
    Closed,
}

/// <summary>
/// Whether the day trader may enter: strength strictly below one bound, movement at least another, no position in the symbol
/// and none closed today. An indicator that has no value yet fails its condition.
/// </summary>
public sealed record EntryRule
{
    /// <summary>RSI(14) of five-minute bars must lie below this.</summary>
    public double RsiBelow { get; init; } = 60;

    /// <summary>ATR(14) in percent of the close must reach this.</summary>
    public double AtrPercentAtLeast { get; init; } = 0.3;

    /// <summary>The conditions that fail; none of them means: enter.</summary>
    public IReadOnlyList<EntryCondition> Failures(double? rsi, double? atrPercent, bool isActive, bool isClosedToday)
    {
        var failed = new List<EntryCondition>();
        if (rsi is not { } strength || !Tolerance.Below(Require.Within(strength, 0, 100, nameof(rsi)), RsiBelow))
        {
            failed.Add(EntryCondition.Rsi);
        }

        if (
            atrPercent is not { } movement
            || !Tolerance.AtLeast(Require.NotNegative(movement, nameof(atrPercent)), AtrPercentAtLeast)
        )
        {
            failed.Add(EntryCondition.Atr);
        }

        if (isActive)
        {
            failed.Add(EntryCondition.Active);
        }

        if (isClosedToday)
        {
            failed.Add(EntryCondition.Closed);
        }

        return failed;
    }
}
