using Strikeboard.Exchanges;
using Strikeboard.Model;
using Strikeboard.Quant.Fees;

namespace Strikeboard.Engine.Trading.Paper;

/// <summary>What the local venue refuses, in the words of the real one.</summary>
internal static class PaperRules
{
    private const decimal Tick = 0.01m;

    public static PlaceAnswer.Refused? Refuse(
        OrderRequest order,
        PaperMarket? found,
        PaperAccount account,
        PaperOptions options,
        DateTimeOffset now
    )
    {
        if (found is not { Market: var market })
            return No("market_not_found", $"{order.Instrument} is not followed here");
        if (market.Status != MarketStatus.Active || now < market.OpenTime || now >= market.CloseTime)
            return No("market_inactive", $"{order.Instrument} takes no orders");
        if (order.LimitPrice is < Tick or > 1m - Tick || order.LimitPrice % Tick != 0m)
            return No("invalid_price", $"{order.LimitPrice} is off the grid of {Tick}");
        if (order.Quantity < 1m || order.Quantity % 1m != 0m)
            return No("invalid_order_size", $"{order.Quantity} is no number of contracts");
        if (order.ExpiresAt <= now)
            return No("invalid_expiration", $"the order expired at {order.ExpiresAt:O}");
        var terms = PaperTerms.Of(order, found);
        if (terms.ReduceOnly)
            return account.Reducible(terms) > 0m
                ? null
                : No("reduce_only", $"nothing of {order.Instrument} is held on that side");
        if (order.ExchangeIndex != options.Shard)
            return No("insufficient_balance", $"there is no money on shard {order.ExchangeIndex}");
        var cost = (order.Quantity * order.LimitPrice) + TradingFee.ForOrder(order.Quantity, order.LimitPrice);
        return cost <= account.Free
            ? null
            : No("insufficient_balance", $"the order may cost {cost:0.00}, and {account.Free:0.00} can be spent");
    }

    private static PlaceAnswer.Refused No(string code, FormattableString why) =>
        new(code, FormattableString.Invariant(why));
}
