using System.Collections.Immutable;
using Strikeboard.Model;

namespace Strikeboard.Engine.Risk;

/// <summary>
/// The last question before an order is kept: may it be sent? A function of what is known, asked under the account's lock, so that
/// of many who ask at once each is judged with the earlier ones counted in.
/// </summary>
public static class RiskGate
{
    private static readonly ImmutableArray<Func<RiskCase, Refusal?>> Gates =
    [
        StateGates.Switch,
        MarketGates.Known,
        MarketGates.Trading,
        MarketGates.Closing,
        OrderGates.Size,
        OrderGates.Cost,
        PriceGates.Range,
        PriceGates.Tick,
        PriceGates.Fresh,
        PriceGates.Collar,
        AccountGates.Balance,
        AccountGates.Cash,
        AccountGates.Exposure,
        AccountGates.Event,
        AccountGates.Symbol,
        AccountGates.Positions,
        StateGates.DailyLoss,
        OrderGates.Rate,
        OrderGates.LookAlike,
    ];

    public static RiskVerdict Judge(RiskLimits? limits, RiskFacts? facts, RiskWish wish)
    {
        if (wish.Purpose == IntentPurpose.Exit)
            return ExitGate.Judge(wish);
        if (limits is null)
            return Denied(new Refusal("risk.limits", "No limits are set for this account."));
        var faults = limits.Faults().ToList();
        if (faults.Count > 0)
            return Denied(
                new Refusal("risk.limits", $"The account's limits make no sense: {faults[0]}").With(
                    "faults",
                    faults.Count
                )
            );
        if (facts is null)
            return Denied(new Refusal("risk.facts", "Nothing is known of the account."));
        var on = new RiskCase(limits, facts, wish);
        return Denied([.. Gates.Select(gate => gate(on)).OfType<Refusal>()]);
    }

    private static RiskVerdict Denied(params ImmutableArray<Refusal> refusals) =>
        refusals.IsEmpty ? RiskVerdict.Allowed : new RiskVerdict(refusals);
}
