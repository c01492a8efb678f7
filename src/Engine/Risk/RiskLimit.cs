using System.Collections.Immutable;
using System.Text.Json;

namespace Strikeboard.Engine.Risk;

/// <summary>One of the limits: between which figures it makes sense, which way it is loosened, and what it means to people.</summary>
internal sealed record RiskLimit(string Name, Func<RiskLimits, decimal> Of, decimal Least, decimal Most, Looser When)
{
    public const string Contracts = "contracts";
    public const string Dollars = "$";
    public const string Cents = "¢";
    public const string Seconds = "s";
    public const string Positions = "positions";
    public const string Orders = "orders";

    /// <summary>Far above any small account: a figure beyond it is a slip of the hand.</summary>
    private const decimal Money = 1_000_000m;

    public static ImmutableArray<RiskLimit> All { get; } =
    [
        new(nameof(RiskLimits.MaxOrderQuantity), l => l.MaxOrderQuantity, 1m, 100_000m, Looser.WhenMore)
        {
            Title = "Contracts in one order",
            Unit = Contracts,
            Meaning = "An order to open for more is refused.",
        },
        new(nameof(RiskLimits.MaxOrderCost), l => l.MaxOrderCost, 0.01m, Money, Looser.WhenMore)
        {
            Title = "Cost of one order",
            Unit = Dollars,
            Meaning = "At its limit price, worst fee included.",
        },
        new(nameof(RiskLimits.CollarCents), l => l.CollarCents, 0m, 20m, Looser.WhenMore)
        {
            Title = "Above the best offer",
            Unit = Cents,
            Meaning = "How far above the best ask a limit price may be.",
        },
        new(nameof(RiskLimits.MinSecondsToClose), l => l.MinSecondsToClose, 0m, 86_400m, Looser.WhenLess)
        {
            Title = "Time to the close",
            Unit = Seconds,
            Meaning = "A market that closes sooner is not entered.",
            IsWhole = true,
        },
        new(nameof(RiskLimits.LookAlikeSeconds), l => l.LookAlikeSeconds, 0m, 3_600m, Looser.WhenLess)
        {
            Title = "Repetition",
            Unit = Seconds,
            Meaning = "For so long an order just like an earlier one is taken for a slip; 0 switches that off.",
            IsWhole = true,
        },
        new(nameof(RiskLimits.MaxExposure), l => l.MaxExposure, 0.01m, Money, Looser.WhenMore)
        {
            Title = "At risk in all",
            Unit = Dollars,
            Meaning = "The most that may be lost by all that is held and under way.",
        },
        new(nameof(RiskLimits.MaxSymbolExposure), l => l.MaxSymbolExposure, 0.01m, Money, Looser.WhenMore)
        {
            Title = "At risk on one symbol",
            Unit = Dollars,
            Meaning = "The same for all contracts on one symbol.",
        },
        new(nameof(RiskLimits.MaxEventExposure), l => l.MaxEventExposure, 0.01m, Money, Looser.WhenMore)
        {
            Title = "At risk in one event",
            Unit = Dollars,
            Meaning = "The same for the contracts that settle together.",
        },
        new(nameof(RiskLimits.MaxOpenPositions), l => l.MaxOpenPositions, 1m, 1_000m, Looser.WhenMore)
        {
            Title = "Positions at one time",
            Unit = Positions,
            Meaning = "The desk's own, pending ones included.",
            IsWhole = true,
        },
        new(nameof(RiskLimits.MaxBalanceAgeSeconds), l => l.MaxBalanceAgeSeconds, 1m, 600m, Looser.WhenMore)
        {
            Title = "Age of the balance",
            Unit = Seconds,
            Meaning = "A balance that was read longer ago counts as unknown, and opens nothing.",
            IsWhole = true,
        },
        new(nameof(RiskLimits.MaxDailyLoss), l => l.MaxDailyLoss, 0.01m, Money, Looser.WhenMore)
        {
            Title = "Loss of the day",
            Unit = Dollars,
            Meaning = "Realised, unrealised and fees of the trading day: from here on nothing is opened.",
        },
        new(nameof(RiskLimits.MaxOrdersPerSecond), l => l.MaxOrdersPerSecond, 1m, 100m, Looser.WhenMore)
        {
            Title = "Orders in a second",
            Unit = Orders,
            Meaning = "Orders to open, by bots and people together.",
            IsWhole = true,
        },
        new(nameof(RiskLimits.MaxOrdersPerMinute), l => l.MaxOrdersPerMinute, 1m, 1_000m, Looser.WhenMore)
        {
            Title = "Orders in a minute",
            Unit = Orders,
            Meaning = "The same in any sixty seconds.",
            IsWhole = true,
        },
    ];

    public required string Title { get; init; }
    public required string Unit { get; init; }
    public required string Meaning { get; init; }
    public bool IsWhole { get; init; }

    /// <summary>As programs write it.</summary>
    public string Key { get; } = JsonNamingPolicy.CamelCase.ConvertName(Name);

    public decimal Default { get; } = Of(new RiskLimits());

    public bool IsLooser(decimal here, decimal there) => When == Looser.WhenMore ? here > there : here < there;
}

internal enum Looser
{
    WhenMore,
    WhenLess,
}
