using System.Text.Json;
using Strikeboard.Simulator.Control;
using Strikeboard.Simulator.Sockets;

namespace Strikeboard.Simulator.Kalshi.Trading;

/// <summary>What the owner of a key may read of the account.</summary>
internal sealed class PortfolioEndpoints(
    KalshiExchange exchange,
    TradingFloor floor,
    ReadCalls calls,
    FaultBoard faults,
    SimulatorOptions options,
    TimeProvider time
)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(KalshiEndpoints.Root + "/portfolio");
        Get(api, "/balance", FaultKind.Balance5xx, Balance);
        Get(api, "/positions", FaultKind.Positions5xx, Positions);
        Get(api, "/fills", FaultKind.Fills5xx, Fills);
        Get(api, "/settlements", null, Settlements);
        Get(api, "/orders", FaultKind.Orders5xx, Orders);
        Get(api, "/orders/queue_positions", null, QueuePositions);
        Get(api, "/orders/{id}", FaultKind.Orders5xx, OrderOf);
        Get(api, "/orders/{id}/queue_position", null, QueuePosition);
        Get(api, "/order_groups", null, Groups);
        Get(api, "/order_groups/{id}", null, GroupOf);
        Get(api, "/summary/total_resting_order_value", null, RestingValue);
    }

    private void Get(
        RouteGroupBuilder api,
        string pattern,
        FaultKind? trouble,
        Func<HttpContext, Account, IResult> answer
    ) =>
        calls.Owned(
            api,
            pattern,
            (context, name) =>
                trouble is { } kind && faults.Strike(KalshiExchange.Venue, kind, new(name)) is not null
                    ? KalshiErrors.Internal
                    : answer(context, floor.Accounts.Of(name))
        );

    private IResult Balance(HttpContext context, Account account)
    {
        string? given = context.Request.Query["exchange_index"];
        var shards = account.Cash.Keys.Where(s =>
            given is null or "-1" || given == s.ToString(System.Globalization.CultureInfo.InvariantCulture)
        );
        var parts = shards.Select(s => (Shard: s, Free: Purse.Available(account, s))).ToArray();
        var free = parts.Sum(p => p.Free);
        return JsonAnswer.Ok(w =>
        {
            w.WriteStartObject();
            w.WriteNumber("balance", PortfolioJson.WholeCents(free));
            w.WriteString("balance_dollars", KalshiText.Dollars(free));
            w.WriteNumber("portfolio_value", PortfolioJson.WholeCents(account.Positions.Values.Sum(Value)));
            w.WriteNumber("updated_ts", time.GetUtcNow().ToUnixTimeSeconds());
            Breakdown(w, "balance_breakdown", "balance", parts);
            Breakdown(
                w,
                "resting_order_value_breakdown",
                "resting_order_value",
                [.. parts.Select(p => (p.Shard, Purse.Reserved(account, p.Shard)))]
            );
            w.WriteEndObject();
        });
    }

    private IResult Positions(HttpContext context, Account account)
    {
        var query = new PortfolioQuery(context.Request.Query);
        if (query.Fault is { } fault)
        {
            return KalshiErrors.BadQuery(fault);
        }
        var held = account
            .Positions.Values.Where(p => query.Wants(p.Ticker, p.UpdatedAt) && (!query.HeldOnly || p.Count != 0))
            .OrderBy(p => p.Ticker, StringComparer.Ordinal)
            .Select((p, i) => (Position: p, Place: -1L - i));
        // Places count down, so that one cursor serves lists that are in time's order and this one.
        var (page, cursor) = query.Cut(held.Select(h => (h.Position, Seq: long.MaxValue + h.Place)), h => h.Seq);
        return JsonAnswer.Ok(w =>
        {
            w.WriteStartObject();
            w.WriteStartArray("market_positions");
            foreach (var (position, _) in page)
            {
                PortfolioJson.MarketPosition(w, position);
            }
            w.WriteEndArray();
            w.WriteStartArray("event_positions");
            foreach (var of in page.GroupBy(p => Words.EventOf(p.Position.Ticker), StringComparer.Ordinal))
            {
                PortfolioJson.EventPosition(w, of.Key, [.. of.Select(p => p.Position)]);
            }
            w.WriteEndArray();
            w.WriteString("cursor", cursor);
            w.WriteEndObject();
        });
    }

    private IResult Fills(HttpContext context, Account account)
    {
        var query = new PortfolioQuery(context.Request.Query);
        if (query.Fault is { } fault)
        {
            return KalshiErrors.BadQuery(fault);
        }
        var now = time.GetUtcNow();
        var twice = faults.Strike(KalshiExchange.Venue, FaultKind.DuplicateFills, new(account.Name)) is not null;
        var (page, cursor) = query.Cut(
            Backwards(account.Fills).Where(f => f.Order.IsVisible(now) && query.Wants(f)),
            f => f.Seq
        );
        return JsonAnswer.Ok(w =>
            KalshiEndpoints.List(
                w,
                "fills",
                twice ? page.SelectMany(f => new[] { f, f }) : page,
                f => PortfolioJson.Fill(w, f),
                cursor
            )
        );
    }

    private IResult Settlements(HttpContext context, Account account)
    {
        var query = new PortfolioQuery(context.Request.Query);
        if (query.Fault is { } fault)
        {
            return KalshiErrors.BadQuery(fault);
        }
        var (page, cursor) = query.Cut(
            Backwards(account.Settlements).Where(s => query.Wants(s.Ticker, s.At)),
            s => s.Seq
        );
        return JsonAnswer.Ok(w =>
            KalshiEndpoints.List(w, "settlements", page, s => PortfolioJson.Settlement(w, s), cursor)
        );
    }

    private IResult Orders(HttpContext context, Account account)
    {
        var query = new PortfolioQuery(context.Request.Query);
        if (query.Fault is { } fault)
        {
            return KalshiErrors.BadQuery(fault);
        }
        var now = time.GetUtcNow();
        var (page, cursor) = query.Cut(
            Backwards(account.InOrder).Where(o => o.IsVisible(now) && query.Wants(o)),
            o => o.Seq
        );
        return JsonAnswer.Ok(w => KalshiEndpoints.List(w, "orders", page, o => PortfolioJson.Order(w, o), cursor));
    }

    private IResult OrderOf(HttpContext context, Account account)
    {
        var now = time.GetUtcNow();
        if (account.Orders.GetValueOrDefault(KalshiEndpoints.Route(context, "id")) is not { } order)
        {
            return KalshiErrors.NotFound;
        }
        var stale =
            order.Status is OrderStatus.Canceled
            && order.CancelledRemaining > 0
            && now < order.UpdatedAt + options.KalshiStaleReadAfterCancel;
        return order.IsVisible(now)
            ? JsonAnswer.Ok(w => KalshiEndpoints.Member(w, "order", () => PortfolioJson.Order(w, order, stale)))
            : KalshiErrors.NotFound;
    }

    private IResult QueuePosition(HttpContext context, Account account) =>
        account.Orders.GetValueOrDefault(KalshiEndpoints.Route(context, "id")) is { InBook: true } order
            ? JsonAnswer.Ok(w =>
            {
                w.WriteStartObject();
                w.WriteString("queue_position_fp", KalshiText.Count(AheadOf(order)));
                w.WriteEndObject();
            })
            : KalshiErrors.NotFound;

    private IResult QueuePositions(HttpContext context, Account account) =>
        JsonAnswer.Ok(w =>
            KalshiEndpoints.List(
                w,
                "queue_positions",
                account.Resting.Values.SelectMany(r => r).Where(o => o.InBook),
                o =>
                {
                    w.WriteStartObject();
                    w.WriteString("order_id", o.Id);
                    w.WriteString("market_ticker", o.Ticker);
                    w.WriteString("queue_position_fp", KalshiText.Count(AheadOf(o)));
                    w.WriteEndObject();
                }
            )
        );

    private IResult Groups(HttpContext context, Account account) =>
        JsonAnswer.Ok(w =>
            KalshiEndpoints.List(w, "order_groups", account.Groups.Values, g => PortfolioJson.Group(w, g, null))
        );

    private IResult GroupOf(HttpContext context, Account account) =>
        account.Groups.GetValueOrDefault(KalshiEndpoints.Route(context, "id")) is { } group
            ? JsonAnswer.Ok(w => PortfolioJson.Group(w, group, OrderGroups.OrdersOf(account, group)))
            : KalshiErrors.NotFound;

    private static IResult RestingValue(HttpContext context, Account account)
    {
        var value = account.Cash.Keys.Sum(s => Purse.Reserved(account, s));
        return JsonAnswer.Ok(w =>
        {
            w.WriteStartObject();
            w.WriteNumber("total_resting_order_value", PortfolioJson.WholeCents(value));
            w.WriteEndObject();
        });
    }

    /// <summary>Contracts that trade before it: the maker's, and orders that came earlier.</summary>
    private long AheadOf(Order order) =>
        order.Ahead
        + exchange
            .Find(order.Ticker)!
            .Book.RestingAt(order.BookSide, order.RestingCents)
            .TakeWhile(o => !ReferenceEquals(o, order))
            .Sum(o => o.Remaining);

    /// <summary>What the best bids would pay for it now.</summary>
    private decimal Value(Position position) =>
        exchange.Find(position.Ticker) is { } market
            ? Units.Contracts(Math.Abs(position.Count))
                * Units.Dollars(market.Book.Best(position.Count > 0 ? BookSide.Yes : BookSide.No))
            : 0;

    private static IEnumerable<T> Backwards<T>(List<T> items)
    {
        for (var i = items.Count - 1; i >= 0; i--)
        {
            yield return items[i];
        }
    }

    private static void Breakdown(
        Utf8JsonWriter w,
        string name,
        string field,
        IEnumerable<(int Shard, decimal Dollars)> parts
    )
    {
        w.WriteStartArray(name);
        foreach (var (shard, dollars) in parts)
        {
            w.WriteStartObject();
            w.WriteNumber("exchange_index", shard);
            w.WriteNumber(field, PortfolioJson.WholeCents(dollars));
            w.WriteString(field + "_dollars", KalshiText.Dollars(dollars));
            w.WriteEndObject();
        }
        w.WriteEndArray();
    }
}
