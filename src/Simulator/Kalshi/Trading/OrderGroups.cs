using Strikeboard.Simulator.Control;
using Strikeboard.Simulator.Prices;

namespace Strikeboard.Simulator.Kalshi.Trading;

/// <summary>Sets of orders that end together once they have traded too much in fifteen seconds.</summary>
internal sealed class OrderGroups(SimulatorOptions options, Desk desk, Func<string, Market?> find)
{
    private readonly ulong key = Noise.Key(options.Seed, "kalshi-groups");

    public OrderGroup Create(Account account, int shard, long limit, DateTimeOffset now)
    {
        var id = desk.NewId(key);
        Record(account, id, GroupSteps.Created, limit, shard, now);
        return account.Groups[id];
    }

    public void Reset(Account account, OrderGroup group, DateTimeOffset now) =>
        Record(account, group.Id, GroupSteps.Reset, null, group.Shard, now);

    public void Limit(Account account, OrderGroup group, long limit, DateTimeOffset now)
    {
        Record(account, group.Id, GroupSteps.Limited, limit, group.Shard, now);
        Watch(account, now);
    }

    public void Trigger(Account account, OrderGroup group, DateTimeOffset now)
    {
        Record(account, group.Id, GroupSteps.Triggered, null, group.Shard, now);
        CancelAll(account, group, now);
    }

    public void Delete(Account account, OrderGroup group, DateTimeOffset now)
    {
        CancelAll(account, group, now);
        Record(account, group.Id, GroupSteps.Deleted, null, group.Shard, now);
    }

    public static Refusal? Refuses(Account account, string id, Market market) =>
        account.Groups.GetValueOrDefault(id) is not { Shard: var shard } group || shard != KalshiExchange.Shard
            ? Refusal.Invalid($"order group is not known for {market.Ticker}")
        : group.Triggered ? Refusal.GroupLimit
        : null;

    /// <summary>Triggers every group of the account that has reached its limit.</summary>
    public void Watch(Account account, DateTimeOffset now)
    {
        foreach (var group in account.Groups.Values.Where(g => !g.Triggered).ToArray())
        {
            if (Traded(account, group, now) >= group.Limit)
            {
                Trigger(account, group, now);
            }
        }
    }

    public static IEnumerable<Order> OrdersOf(Account account, OrderGroup group) =>
        account.Resting.Values.SelectMany(r => r).Where(o => o.Terms.Group == group.Id);

    private static long Traded(Account account, OrderGroup group, DateTimeOffset now)
    {
        var count = 0L;
        for (var i = account.Fills.Count - 1; i >= 0 && account.Fills[i].At > now - OrderGroup.Window; i--)
        {
            var fill = account.Fills[i];
            if (fill.Order.Terms.Group == group.Id && fill.At > group.CountsFrom)
            {
                count += fill.Count;
            }
        }
        return count;
    }

    private void CancelAll(Account account, OrderGroup group, DateTimeOffset now)
    {
        foreach (var order in OrdersOf(account, group).ToArray())
        {
            desk.Cancel(find(order.Ticker), order, Reasons.Group, now);
        }
    }

    private void Record(Account account, string id, string step, long? limit, int shard, DateTimeOffset now) =>
        desk.Record(
            new LedgerLine
            {
                At = now,
                Venue = KalshiExchange.Venue,
                Account = account.Name,
                Kind = Kinds.Group,
                Operation = step,
                Group = id,
                Shard = shard,
                Quantity = limit is { } count ? Units.Contracts(count) : null,
            }
        );
}
