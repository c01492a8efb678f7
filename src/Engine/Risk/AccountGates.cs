using System.Collections.Immutable;
using Strikeboard.Model;

namespace Strikeboard.Engine.Risk;

internal static class AccountGates
{
    public static Refusal? Balance(RiskCase on)
    {
        if (on.Facts.Balance is not { } balance)
            return RiskCase.No("risk.balance", $"The account's balance is not known.");
        var age = on.Facts.Now - balance.AsOf;
        return age >= -RiskCase.Ahead && age.TotalSeconds <= on.Limits.MaxBalanceAgeSeconds
            ? null
            : RiskCase
                .No(
                    "risk.balance",
                    $"The balance was read {age.TotalSeconds:0.#} s ago; {on.Limits.MaxBalanceAgeSeconds} s are allowed."
                )
                .With("ageSeconds", age.TotalSeconds)
                .With("limit", on.Limits.MaxBalanceAgeSeconds);
    }

    /// <summary>What rests may be taken off twice, by the venue and here: that errs on the careful side.</summary>
    public static Refusal? Cash(RiskCase on)
    {
        if (on.Facts.Balance is not { } balance || Holdings(on) is not { } holdings || on.Cost is not { } cost)
            return null;
        var reserved = holdings
            .Where(holding => !holding.IsOwners)
            .Sum(holding => holding.Reserved + holding.NotInBalance);
        var free = balance.Dollars - reserved;
        return cost <= free
            ? null
            : RiskCase
                .No(
                    "risk.cash",
                    $"The order may cost {RiskCase.Dollars(cost)}, and {RiskCase.Dollars(free)} are free: {RiskCase.Dollars(balance.Dollars)} less {RiskCase.Dollars(reserved)} under way."
                )
                .With("cost", cost)
                .With("free", free)
                .With("balance", balance.Dollars)
                .With("reserved", reserved);
    }

    public static Refusal? Exposure(RiskCase on) =>
        Holdings(on) is { } holdings
            ? Over(on, "risk.exposure", "All positions together", holdings, on.Limits.MaxExposure)
            : RiskCase.No("risk.holdings", $"What the account holds is not known.");

    public static Refusal? Event(RiskCase on) =>
        Holdings(on) is { } holdings && on.Facts.Instrument is { } instrument
            ? Over(
                on,
                "risk.event",
                $"All positions in {instrument.Event}",
                holdings.Where(holding => Same(holding.Event, instrument.Event)),
                on.Limits.MaxEventExposure
            )
            : null;

    public static Refusal? Symbol(RiskCase on) =>
        Holdings(on) is { } holdings && on.Facts.Instrument is { } instrument
            ? Over(
                on,
                "risk.symbol",
                $"All positions on {instrument.Symbol}",
                holdings.Where(holding => Same(holding.Symbol, instrument.Symbol)),
                on.Limits.MaxSymbolExposure
            )
            : null;

    public static Refusal? Positions(RiskCase on)
    {
        if (Holdings(on) is not { } holdings)
            return null;
        var open = holdings.Count(holding => holding is { IsOwners: false, AtRisk: > 0m });
        return open < on.Limits.MaxOpenPositions
            ? null
            : RiskCase
                .No("risk.positions", $"{open} positions are open, where {on.Limits.MaxOpenPositions} may be.")
                .With("open", open)
                .With("limit", on.Limits.MaxOpenPositions);
    }

    private static Refusal? Over(
        RiskCase on,
        string code,
        string what,
        IEnumerable<RiskHolding> holdings,
        decimal limit
    )
    {
        if (on.Cost is not { } cost)
            return null;
        var atRisk = holdings.Sum(holding => holding.AtRisk);
        return atRisk + cost <= limit
            ? null
            : RiskCase
                .No(
                    code,
                    $"{what} may lose {RiskCase.Dollars(atRisk)}, with this order {RiskCase.Dollars(atRisk + cost)}; {RiskCase.Dollars(limit)} are allowed."
                )
                .With("atRisk", atRisk)
                .With("cost", cost)
                .With("limit", limit);
    }

    private static ImmutableArray<RiskHolding>? Holdings(RiskCase on) =>
        on.Facts.Holdings is { IsDefault: false } known ? known : null;

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
