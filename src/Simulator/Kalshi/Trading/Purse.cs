namespace Strikeboard.Simulator.Kalshi.Trading;

/// <summary>What an account can still spend: its cash on a shard, less what its resting orders would open.</summary>
internal static class Purse
{
    public static decimal Available(Account account, int shard, Order? except = null) =>
        account.CashOn(shard) - Reserved(account, shard, except);

    public static decimal Reserved(Account account, int shard, Order? except = null) =>
        account
            .Resting.Where(r => r.Value[0].Shard == shard)
            .Sum(r => Reserved(account, r.Key, r.Value.Where(o => !ReferenceEquals(o, except))));

    /// <summary>The cost of a purchase at worst; below zero where it brings money in.</summary>
    public static decimal Needed(
        Fees fees,
        Account account,
        string ticker,
        OrderSide side,
        int limitCents,
        long count,
        Plan plan,
        Order? except = null
    )
    {
        var cover = Cover(account, ticker, side, except);
        var (needed, left, buysYes) = (0m, count, side is OrderSide.Bid);
        foreach (var match in plan.Matches)
        {
            var cents = plan.YesCents(match);
            var closing = Math.Min(cover, match.Count);
            var cost =
                (Units.Contracts(match.Count - closing) * Position.UnitCost(buysYes, cents))
                - (Units.Contracts(closing) * Position.UnitCost(!buysYes, cents));
            needed += fees.Worst(cost, match.Count, cents, taker: true);
            cover -= closing;
            left -= match.Count;
        }
        var opening = Math.Max(0, left - cover);
        return needed + (Units.Contracts(opening) * Position.UnitCost(buysYes, limitCents));
    }

    /// <summary>Contracts held on the other side that no resting order has spoken for.</summary>
    private static long Cover(Account account, string ticker, OrderSide side, Order? except)
    {
        var spoken = account
            .RestingIn(ticker)
            .Where(o => o.Side == side && !ReferenceEquals(o, except))
            .Sum(o => o.Remaining);
        return Math.Max(0, Opposite(account, ticker, side) - spoken);
    }

    private static decimal Reserved(Account account, string ticker, IEnumerable<Order> orders)
    {
        var yes = Opposite(account, ticker, OrderSide.Bid);
        var no = Opposite(account, ticker, OrderSide.Ask);
        var sum = 0m;
        foreach (var order in orders)
        {
            ref var cover = ref order.Side is OrderSide.Bid ? ref yes : ref no;
            var closing = Math.Min(cover, order.Remaining);
            cover -= closing;
            sum +=
                Units.Contracts(order.Remaining - closing)
                * Position.UnitCost(order.Side is OrderSide.Bid, order.Cents);
        }
        return sum;
    }

    private static long Opposite(Account account, string ticker, OrderSide side) =>
        Math.Max(0, side is OrderSide.Bid ? -account.Held(ticker) : account.Held(ticker));
}
