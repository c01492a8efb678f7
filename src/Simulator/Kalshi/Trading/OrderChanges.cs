using Strikeboard.Simulator.Control;
using Strikeboard.Simulator.Prices;

namespace Strikeboard.Simulator.Kalshi.Trading;

/// <param name="Shard">Null where the request names none; −1 asks the venue to find out.</param>
internal readonly record struct Route(int? Shard, string? Ticker)
{
    /// <summary>Neither named: the venue looks on shard 0, and what rests elsewhere is not found. That is its trap, kept here.</summary>
    public bool Reaches(Order order) =>
        Shard switch
        {
            null => Ticker is null ? order.Shard == 0 : Ticker == order.Ticker,
            -1 => true,
            _ => Shard == order.Shard,
        };
}

internal sealed record Amendment(
    string? Ticker,
    string? Side,
    int Cents,
    long Count,
    string? ClientId,
    string? NewClientId
);

/// <summary>What an owner does to orders that rest already.</summary>
internal sealed class OrderChanges(
    SimulatorOptions options,
    Desk desk,
    OrderEntry entry,
    OrderGroups groups,
    FaultBoard faults
)
{
    private static readonly TimeSpan LateBy = TimeSpan.FromMilliseconds(500);
    private readonly ulong lateKey = Noise.Key(options.Seed, "kalshi-late-fills");
    private readonly List<(Order Order, Market Market, long Count, DateTimeOffset Due)> lateFills = [];

    public Ruling Cancel(Account account, Market? market, string id, Route route, DateTimeOffset now)
    {
        if (Find(account, id, route, now) is not { } order)
        {
            return Refusal.NotFound;
        }
        if (market is null || IsOver(market, now))
        {
            return Refusal.MarketInactive;
        }
        var left = desk.Cancel(market, order, Reasons.User, now);
        var target = new FaultTarget(account.Name, order.Ticker, "cancel");
        if (faults.Strike(KalshiExchange.Venue, FaultKind.FillAfterCancel, target) is { } late)
        {
            lateFills.Add((order, market, left, now + (late.Lag ?? LateBy)));
        }
        return new Ruling(order, null, left);
    }

    public Ruling Decrease(
        Account account,
        Market? market,
        string id,
        Route route,
        long? by,
        long? to,
        DateTimeOffset now
    )
    {
        if (Find(account, id, route, now) is not { } order)
        {
            return Refusal.NotFound;
        }
        if (market is null || entry.Closed(market, now) is not null)
        {
            return market is null ? Refusal.MarketInactive : entry.Closed(market, now)!;
        }
        var less = by is { } given ? Math.Min(given, order.Remaining) : order.Remaining - to!.Value;
        if (less < 0)
        {
            return Refusal.InvalidSize;
        }
        if (less == order.Remaining)
        {
            desk.Cancel(market, order, Reasons.Decrease, now);
        }
        else if (less > 0)
        {
            desk.Decrease(market, order, less, Reasons.Decrease, now);
        }
        return new Ruling(order, null, less);
    }

    public Ruling Amend(Account account, Market? market, string id, Route route, Amendment change, DateTimeOffset now)
    {
        if (Find(account, id, route, now) is not { } order)
        {
            return Refusal.NotFound;
        }
        if (Against(account, order, change) is { } refusal)
        {
            return refusal;
        }
        if (market is null || entry.Closed(market, now) is not null)
        {
            return market is null ? Refusal.MarketInactive : entry.Closed(market, now)!;
        }
        var wanted = change.Count - order.Filled;
        if (wanted <= 0)
        {
            return Refusal.InvalidSize;
        }
        var keepsPlace = change.Cents == order.Cents && wanted <= order.Remaining;
        var plan = keepsPlace
            ? new Plan(order.BookSide)
            : Matching.Against(market.Book, account, order.Side, change.Cents, wanted, order.Terms.SelfTrade);
        if (order.Terms.PostOnly && plan.Touches)
        {
            return Refusal.PostOnlyCross;
        }
        var needed = Purse.Needed(desk.Fees, account, order.Ticker, order.Side, change.Cents, wanted, plan, order);
        if (needed > 0 && needed > Purse.Available(account, order.Shard, order))
        {
            return Refusal.InsufficientBalance;
        }
        return Carry(account, market, order, change, plan, keepsPlace, now);
    }

    /// <summary>Lets the fault's fills come after their cancels.</summary>
    public void Advance(DateTimeOffset now)
    {
        foreach (var late in lateFills.Where(l => l.Due <= now).ToArray())
        {
            lateFills.Remove(late);
            if (late.Market.Result is null)
            {
                var id = desk.NewId(lateKey);
                desk.Fill(late.Market, late.Order, late.Count, late.Order.Cents, false, id, now);
                desk.Print(late.Market, late.Order.Cents, late.Count, late.Order.Side is OrderSide.Ask, id, now);
            }
        }
    }

    private Ruling Carry(
        Account account,
        Market market,
        Order order,
        Amendment change,
        Plan plan,
        bool keepsPlace,
        DateTimeOffset now
    )
    {
        var (fillsFrom, before) = (account.Fills.Count, order.Remaining);
        if (!keepsPlace)
        {
            desk.Withdraw(market, order, before);
        }
        desk.Record(
            Desk.Line(Kinds.Amended, order, now) with
            {
                ClientOrderId = change.NewClientId ?? order.ClientId,
                Quantity = Units.Contracts(change.Count),
                Price = Units.Dollars(change.Cents),
                Reason = Reasons.Amend,
            }
        );
        if (keepsPlace)
        {
            desk.Tape.Add(market, new LevelChange(order.BookSide, order.RestingCents, order.Remaining - before, order));
        }
        else
        {
            desk.Execute(market, plan, order, now);
            if (order.Remaining > 0 && plan.SelfCrossed)
            {
                desk.Cancel(market, order, Reasons.SelfTrade, now);
            }
            else if (order.Remaining > 0)
            {
                desk.Rest(market, order);
            }
        }
        desk.Tell(order);
        groups.Watch(account, now);
        return new Ruling(order, null, FillsFrom: fillsFrom);
    }

    private static Refusal? Against(Account account, Order order, Amendment change)
    {
        if (change.Ticker != order.Ticker)
        {
            return Refusal.TickerMismatch;
        }
        if (change.Side != Words.Name(order.Side))
        {
            return Refusal.SideMismatch;
        }
        if (change.ClientId is not null && change.ClientId != order.ClientId)
        {
            return Refusal.ClientIdMismatch;
        }
        return change.NewClientId is { } id && id != order.ClientId && account.ByClientId.ContainsKey(id)
            ? Refusal.AlreadyExists
            : null;
    }

    /// <summary>Unknown, cancelled, executed, on another shard or hidden: the venue has one answer for all of them.</summary>
    private static Order? Find(Account account, string id, Route route, DateTimeOffset now) =>
        account.Orders.GetValueOrDefault(id) is { Status: OrderStatus.Resting } order
        && route.Reaches(order)
        && order.IsVisible(now)
            ? order
            : null;

    /// <summary>After the close nothing goes, not even a cancel; in a pause a cancel does.</summary>
    private static bool IsOver(Market market, DateTimeOffset now) =>
        market.Status is not (MarketStatus.Active or MarketStatus.Inactive) || now >= market.Event.Window.Close;
}
