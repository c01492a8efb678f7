using System.Collections.Immutable;

namespace Strikeboard.Engine.Risk;

/// <summary>One of the limits: between which figures it makes sense, and which way it is loosened.</summary>
internal sealed record RiskLimit(string Name, Func<RiskLimits, decimal> Of, decimal Least, decimal Most, Looser When)
{
    /// <summary>Far above any small account: a figure beyond it is a slip of the hand.</summary>
    private const decimal Money = 1_000_000m;

    public static ImmutableArray<RiskLimit> All { get; } =
    [
        new(nameof(RiskLimits.MaxOrderQuantity), l => l.MaxOrderQuantity, 1m, 100_000m, Looser.WhenMore),
        new(nameof(RiskLimits.MaxOrderCost), l => l.MaxOrderCost, 0.01m, Money, Looser.WhenMore),
        new(nameof(RiskLimits.CollarCents), l => l.CollarCents, 0m, 20m, Looser.WhenMore),
        new(nameof(RiskLimits.MinSecondsToClose), l => l.MinSecondsToClose, 0m, 86_400m, Looser.WhenLess),
        new(nameof(RiskLimits.MaxBalanceAgeSeconds), l => l.MaxBalanceAgeSeconds, 1m, 600m, Looser.WhenMore),
        new(nameof(RiskLimits.MaxExposure), l => l.MaxExposure, 0.01m, Money, Looser.WhenMore),
        new(nameof(RiskLimits.MaxEventExposure), l => l.MaxEventExposure, 0.01m, Money, Looser.WhenMore),
        new(nameof(RiskLimits.MaxSymbolExposure), l => l.MaxSymbolExposure, 0.01m, Money, Looser.WhenMore),
        new(nameof(RiskLimits.MaxOpenPositions), l => l.MaxOpenPositions, 1m, 1_000m, Looser.WhenMore),
        new(nameof(RiskLimits.MaxDailyLoss), l => l.MaxDailyLoss, 0.01m, Money, Looser.WhenMore),
        new(nameof(RiskLimits.MaxOrdersPerSecond), l => l.MaxOrdersPerSecond, 1m, 100m, Looser.WhenMore),
        new(nameof(RiskLimits.MaxOrdersPerMinute), l => l.MaxOrdersPerMinute, 1m, 1_000m, Looser.WhenMore),
        new(nameof(RiskLimits.LookAlikeSeconds), l => l.LookAlikeSeconds, 0m, 3_600m, Looser.WhenLess),
    ];

    public bool IsLooser(decimal here, decimal there) => When == Looser.WhenMore ? here > there : here < there;
}

internal enum Looser
{
    WhenMore,
    WhenLess,
}
