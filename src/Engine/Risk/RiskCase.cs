using Strikeboard.Model;

namespace Strikeboard.Engine.Risk;

/// <summary>One order to open with what it is judged by.</summary>
internal sealed record RiskCase(RiskLimits Limits, RiskFacts Facts, RiskWish Wish)
{
    /// <summary>A clock of ours and one of a venue may differ by this much; what lies further ahead is wrong.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromSeconds(2);

    /// <summary>More than any limit allows, and little enough to be reckoned with.</summary>
    private const decimal Countable = 1_000_000_000m;

    public bool HasPrice => Wish.LimitPrice is >= ExitGate.Lowest and <= ExitGate.Highest;

    /// <summary>Null where there is no telling, which another gate says.</summary>
    public decimal? Cost { get; } =
        Wish.Quantity is > 0m and <= Countable
        && Wish.LimitPrice is >= ExitGate.Lowest and <= ExitGate.Highest
        && Facts.Instrument is { FeeMultiplier: >= 0m and <= Countable } instrument
            ? WorstCost.Of(Wish.Quantity, Wish.LimitPrice, instrument.FeeMultiplier)
            : null;

    public static Refusal No(string code, FormattableString sentence) =>
        new(code, FormattableString.Invariant(sentence));

    public static string Dollars(decimal amount) =>
        amount < 0m
            ? FormattableString.Invariant($"-${-amount:0.00##}")
            : FormattableString.Invariant($"${amount:0.00##}");
}
