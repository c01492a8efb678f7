using Strikeboard.Simulator.Control;
using Strikeboard.Simulator.Prices;

namespace Strikeboard.Simulator.Kalshi.Trading;

/// <param name="FillsFrom">Where this request's fills begin among the account's.</param>
internal readonly record struct Ruling(Order? Order, Refusal? Refusal, long Reduced = 0, int FillsFrom = 0)
{
    public static implicit operator Ruling(Refusal refusal) => new(null, refusal);
}

/// <summary>Takes new orders: judges them, matches them, lets the rest rest.</summary>
internal sealed class OrderEntry(
    SimulatorOptions options,
    Desk desk,
    OrderGroups groups,
    Conditions conditions,
    FaultBoard faults
)
{
    public static readonly TimeSpan HiddenFor = TimeSpan.FromSeconds(8);
    private readonly ulong orderKey = Noise.Key(options.Seed, "kalshi-orders");

    public Ruling Place(Account account, Market? market, OrderRequest request, DateTimeOffset now)
    {
        if (request.ClientId is { } client && account.ByClientId.ContainsKey(client))
        {
            return Refusal.AlreadyExists;
        }
        if (market is null)
        {
            return Refusal.MarketNotFound;
        }
        if (Closed(market, now) is { } closed)
        {
            return closed;
        }
        if (Terms(account, market, request, now) is { } against)
        {
            return against;
        }
        var count = Allowed(account, request);
        if (count == 0)
        {
            return Refusal.Invalid("reduce only");
        }
        var plan = Matching.Against(market.Book, account, request.Side, request.Cents, count, request.Terms.SelfTrade);
        return Judge(account, request, count, plan) is { } refusal
            ? refusal
            : Take(account, market, request, count, plan, now);
    }

    /// <summary>Why a market takes no order and no change of one now.</summary>
    public Refusal? Closed(Market market, DateTimeOffset now) =>
        market.Status is not (MarketStatus.Active or MarketStatus.Inactive) || now >= market.Event.Window.Close
            ? Refusal.MarketInactive
        : conditions.IsMaintained ? Refusal.TradingPaused
        : conditions.IsHaltedIn(market) ? Refusal.MarketInactive
        : null;

    private static Refusal? Terms(Account account, Market market, OrderRequest request, DateTimeOffset now)
    {
        if (request.Terms.ExpiresAt <= now)
        {
            return Refusal.Invalid("expiration_time is in the past");
        }
        if (request.Terms.PostOnly && request.Terms.TimeInForce is not TimeInForce.GoodTillCanceled)
        {
            return Refusal.Invalid("post_only goes with good_till_canceled alone");
        }
        return request.Terms.Group is { } group ? OrderGroups.Refuses(account, group, market) : null;
    }

    private Refusal? Judge(Account account, OrderRequest request, long count, Plan plan)
    {
        if (request.Terms.PostOnly && plan.Touches)
        {
            return Refusal.PostOnlyCross;
        }
        if (request.Terms.TimeInForce is TimeInForce.FillOrKill && !plan.SelfCrossed && plan.Count < count)
        {
            return Refusal.NotEnoughVolume;
        }
        var rests = request.Terms.TimeInForce is TimeInForce.GoodTillCanceled && !plan.SelfCrossed;
        var needed = Purse.Needed(
            desk.Fees,
            account,
            request.Ticker,
            request.Side,
            request.Cents,
            rests ? count : plan.Count,
            plan
        );
        return needed > 0 && needed > Purse.Available(account, KalshiExchange.Shard)
            ? Refusal.InsufficientBalance
            : null;
    }

    private Ruling Take(Account account, Market market, OrderRequest request, long count, Plan plan, DateTimeOffset now)
    {
        var fillsFrom = account.Fills.Count;
        var order = Accept(account, market, request, now);
        if (count < request.Count)
        {
            desk.Decrease(market, order, request.Count - count, Reasons.ReduceOnly, now);
        }
        desk.Execute(market, plan, order, now);
        if (order.Remaining > 0)
        {
            if (plan.SelfCrossed)
            {
                desk.Cancel(market, order, Reasons.SelfTrade, now);
            }
            else if (order.Terms.TimeInForce is TimeInForce.GoodTillCanceled)
            {
                desk.Rest(market, order);
                desk.Tell(order);
            }
            else
            {
                desk.Cancel(market, order, Reasons.Immediate, now);
            }
        }
        groups.Watch(account, now);
        return new Ruling(order, null, FillsFrom: fillsFrom);
    }

    private Order Accept(Account account, Market market, OrderRequest request, DateTimeOffset now)
    {
        List(market, now);
        var id = desk.NewId(orderKey);
        desk.Record(
            new LedgerLine
            {
                At = now,
                Venue = KalshiExchange.Venue,
                Account = account.Name,
                Kind = Kinds.Accepted,
                ClientOrderId = request.ClientId,
                OrderId = id,
                Instrument = request.Ticker,
                Side = Words.Name(request.Side),
                Quantity = Units.Contracts(request.Count),
                Price = Units.Dollars(request.Cents),
                Source = request.Source,
                Shard = KalshiExchange.Shard,
                TimeInForce = Words.Name(request.Terms.TimeInForce),
                SelfTrade = Words.Name(request.Terms.SelfTrade),
                PostOnly = request.Terms.PostOnly ? true : null,
                ReduceOnly = request.Terms.ReduceOnly ? true : null,
                CancelOnPause = request.Terms.CancelOnPause ? true : null,
                ExpiresAt = request.Terms.ExpiresAt,
                Group = request.Terms.Group,
            }
        );
        var order = account.Orders[id];
        if (
            faults.Strike(KalshiExchange.Venue, FaultKind.HideOrders, new(account.Name, request.Ticker, "create")) is
            { } hiding
        )
        {
            order.VisibleAt = now + (hiding.Lag ?? HiddenFor);
        }
        return order;
    }

    /// <summary>What a restart must know to settle a market that has closed meanwhile; once for each market.</summary>
    private void List(Market market, DateTimeOffset now)
    {
        if (market.IsOnRecord)
        {
            return;
        }
        market.IsOnRecord = true;
        desk.Record(
            new LedgerLine
            {
                At = now,
                Venue = KalshiExchange.Venue,
                Kind = Kinds.Listed,
                Instrument = market.Ticker,
                CloseTime = market.Event.Window.Close,
                StrikeType = KalshiText.Name(market.StrikeType),
                Floor = market.Floor,
                Cap = market.Cap,
            }
        );
    }

    private static long Allowed(Account account, OrderRequest request) =>
        request.Terms.ReduceOnly
            ? Position.Closing(
                account.Held(request.Ticker),
                request.Side is OrderSide.Bid ? request.Count : -request.Count
            )
            : request.Count;
}
