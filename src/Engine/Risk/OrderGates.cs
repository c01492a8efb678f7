using Strikeboard.Model;

namespace Strikeboard.Engine.Risk;

internal static class OrderGates
{
    public static Refusal? Size(RiskCase on)
    {
        var (quantity, limit) = (on.Wish.Quantity, on.Limits.MaxOrderQuantity);
        var lot = on.Facts.Instrument?.Lot ?? 1m;
        if (quantity <= 0m)
            return Wrong($"An order for {quantity} contracts is none.");
        if (lot > 0m && quantity % lot != 0m)
            return Wrong($"{quantity} contracts are not a multiple of {lot}.");
        return quantity > limit
            ? Wrong($"{quantity} contracts are more than the {limit} that one order may have.")
            : null;

        Refusal Wrong(FormattableString sentence) =>
            RiskCase.No("risk.size", sentence).With("quantity", quantity).With("limit", limit).With("lot", lot);
    }

    public static Refusal? Cost(RiskCase on) =>
        on.Cost is not { } cost || cost <= on.Limits.MaxOrderCost
            ? null
            : RiskCase
                .No(
                    "risk.cost",
                    $"The order may cost {RiskCase.Dollars(cost)}, more than the {RiskCase.Dollars(on.Limits.MaxOrderCost)} of one order."
                )
                .With("cost", cost)
                .With("limit", on.Limits.MaxOrderCost);

    public static Refusal? Rate(RiskCase on)
    {
        if (on.Facts.Recent is not { IsDefault: false } recent)
            return RiskCase.No("risk.orders", $"The orders of the last minute are not known.");
        var second = recent.Count(order => order.At > on.Facts.Now.AddSeconds(-1));
        if (second >= on.Limits.MaxOrdersPerSecond)
            return TooMany(second, on.Limits.MaxOrdersPerSecond, "second");
        var minute = recent.Count(order => order.At > on.Facts.Now.AddSeconds(-60));
        return minute >= on.Limits.MaxOrdersPerMinute ? TooMany(minute, on.Limits.MaxOrdersPerMinute, "minute") : null;
    }

    public static Refusal? LookAlike(RiskCase on)
    {
        if (on.Facts.Recent is not { IsDefault: false } recent)
            return null;
        var wish = on.Wish;
        var from = on.Facts.Now.AddSeconds(-on.Limits.LookAlikeSeconds);
        var twin = recent.FirstOrDefault(order =>
            order.At > from
            && order.Side == wish.Side
            && order.Quantity == wish.Quantity
            && order.LimitPrice == wish.LimitPrice
            && string.Equals(order.Instrument, wish.Instrument, StringComparison.OrdinalIgnoreCase)
        );
        return on.Limits.LookAlikeSeconds == 0 || twin is null
            ? null
            : RiskCase
                .No(
                    "risk.lookalike",
                    $"An order just like this one was sent {(on.Facts.Now - twin.At).TotalSeconds:0.#} s ago; it is taken for a repetition for {on.Limits.LookAlikeSeconds} s."
                )
                .With("at", twin.At.ToString("O"))
                .With("limit", on.Limits.LookAlikeSeconds);
    }

    private static Refusal TooMany(int orders, int limit, string span) =>
        RiskCase
            .No("risk.rate", $"{orders} orders went out within the last {span}, where {limit} may.")
            .With("orders", orders)
            .With("limit", limit)
            .With("within", span);
}
