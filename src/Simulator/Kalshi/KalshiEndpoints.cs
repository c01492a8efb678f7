using System.Globalization;
using System.Text.Json;
using Strikeboard.Simulator.Sockets;

namespace Strikeboard.Simulator.Kalshi;

/// <summary>The REST half of the venue that everybody may read.</summary>
internal sealed class KalshiEndpoints(KalshiExchange exchange, ReadCalls calls, Budgets budgets, TimeProvider time)
{
    public const string Root = "/kalshi/trade-api/v2";
    private const int IndexCost = 50;

    public void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(Root);
        calls.Public(api, "/exchange/status", _ => JsonAnswer.Ok(exchange.Conditions.WriteStatus));
        calls.Public(
            api,
            "/exchange/schedule",
            _ => JsonAnswer.Ok(w => exchange.Conditions.WriteSchedule(w, time.GetUtcNow()))
        );
        calls.Public(
            api,
            "/cfbenchmarks/values",
            c => exchange.IndexValues(c.Request.Query["id"].ToString()),
            signed: true,
            cost: IndexCost
        );
        calls.Public(
            api,
            "/series",
            _ => JsonAnswer.Ok(w => List(w, "series", exchange.AllSeries, s => MarketJson.Series(w, s, exchange.Now)))
        );
        calls.Public(api, "/series/{series}", SeriesOf);
        calls.Public(api, "/events", Events);
        calls.Public(api, "/events/{ticker}", EventOf);
        calls.Public(api, "/markets", Markets);
        calls.Public(api, "/markets/trades", Trades);
        calls.Public(api, "/markets/orderbooks", Books);
        calls.Public(
            api,
            "/markets/{ticker}",
            c =>
                MarketOf(
                    c,
                    m =>
                        JsonAnswer.Ok(w => Member(w, "market", () => MarketJson.Market(w, m, exchange.SettlementTimer)))
                )
        );
        calls.Public(api, "/markets/{ticker}/orderbook", Book);
        calls.Public(api, "/account/limits", _ => Limits(), signed: true);
        calls.Public(api, "/account/endpoint_costs", _ => Costs(), signed: true);
        routes.MapFallback(
            Root + "/{**rest}",
            (HttpContext c) =>
                calls.RespondAsync(c, (_, _) => KalshiErrors.NotFound, signed: false, ReadCalls.UsualCost)
        );
    }

    private IResult SeriesOf(HttpContext context)
    {
        var series = exchange.AllSeries.FirstOrDefault(s => s.Ticker == Route(context, "series"));
        return series is null
            ? KalshiErrors.NotFound
            : JsonAnswer.Ok(w => Member(w, "series", () => MarketJson.Series(w, series, exchange.Now)));
    }

    private IResult Events(HttpContext context)
    {
        var query = new MarketQuery(context.Request.Query, 100, 200);
        if (query.Fault is { } fault)
        {
            return KalshiErrors.BadQuery(fault);
        }
        var nested = IsTrue(context, "with_nested_markets");
        var (page, cursor) = query.Cut(InOrder().Where(query.WantsEvent));
        return JsonAnswer.Ok(w =>
            List(w, "events", page, e => MarketJson.Event(w, e, nested, exchange.SettlementTimer), cursor)
        );
    }

    private IResult EventOf(HttpContext context)
    {
        if (exchange.FindEvent(Route(context, "ticker")) is not { } held)
        {
            return KalshiErrors.NotFound;
        }
        var nested = IsTrue(context, "with_nested_markets");
        return JsonAnswer.Ok(w =>
        {
            w.WriteStartObject();
            w.WritePropertyName("event");
            MarketJson.Event(w, held, nested, exchange.SettlementTimer);
            w.WriteStartArray("markets");
            foreach (var market in nested ? [] : held.Markets)
            {
                MarketJson.Market(w, market, exchange.SettlementTimer);
            }
            w.WriteEndArray();
            w.WriteEndObject();
        });
    }

    private IResult Markets(HttpContext context)
    {
        var query = new MarketQuery(context.Request.Query, 100, 1000);
        if (query.Fault is { } fault)
        {
            return KalshiErrors.BadQuery(fault);
        }
        var (page, cursor) = query.Cut(InOrder().Where(query.Covers).SelectMany(e => e.Markets).Where(query.Wants));
        return JsonAnswer.Ok(w =>
            List(w, "markets", page, m => MarketJson.Market(w, m, exchange.SettlementTimer), cursor)
        );
    }

    private IResult Trades(HttpContext context)
    {
        var query = new MarketQuery(context.Request.Query, 100, 1000);
        if (query.Fault is { } fault)
        {
            return KalshiErrors.BadQuery(fault);
        }
        string? ticker = context.Request.Query["ticker"];
        var (page, cursor) = query.Cut(exchange.Trades.Where(t => ticker is null || t.Ticker == ticker));
        return JsonAnswer.Ok(w => List(w, "trades", page, t => MarketJson.Trade(w, t), cursor));
    }

    private IResult Books(HttpContext context)
    {
        var tickers = context
            .Request.Query["tickers"]
            .SelectMany(t => (t ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
            .ToArray();
        if (tickers.Length is 0 or > 100)
        {
            return KalshiErrors.BadQuery("tickers must name 1 to 100 markets");
        }
        var found = tickers.Select(exchange.Find).OfType<Market>().ToArray();
        return JsonAnswer.Ok(w =>
            List(
                w,
                "orderbooks",
                found,
                m =>
                {
                    w.WriteStartObject();
                    w.WriteString("ticker", m.Ticker);
                    MarketJson.Book(w, m, 0);
                    w.WriteEndObject();
                }
            )
        );
    }

    private IResult Book(HttpContext context)
    {
        var depth = 0;
        string? given = context.Request.Query["depth"];
        if (
            given is not null
            && (!int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out depth) || depth > 100)
        )
        {
            return KalshiErrors.BadQuery("depth must be between 0 and 100");
        }
        return MarketOf(
            context,
            m =>
                JsonAnswer.Ok(w =>
                {
                    w.WriteStartObject();
                    MarketJson.Book(w, m, depth);
                    w.WriteEndObject();
                })
        );
    }

    private IResult MarketOf(HttpContext context, Func<Market, IResult> answer) =>
        exchange.Find(Route(context, "ticker")) is { } market ? answer(market) : KalshiErrors.NotFound;

    private JsonAnswer Limits() =>
        JsonAnswer.Ok(w =>
        {
            w.WriteStartObject();
            w.WriteString("usage_tier", "basic");
            foreach (
                var (name, rate, size) in new[]
                {
                    ("read", budgets.ReadRate, budgets.ReadSize),
                    ("write", budgets.WriteRate, budgets.WriteSize),
                }
            )
            {
                w.WriteStartObject(name);
                w.WriteNumber("refill_rate", rate);
                w.WriteNumber("bucket_capacity", size);
                w.WriteEndObject();
            }
            w.WriteStartArray("grants");
            w.WriteEndArray();
            w.WriteEndObject();
        });

    private static JsonAnswer Costs() =>
        JsonAnswer.Ok(w =>
        {
            w.WriteStartObject();
            w.WriteNumber("default_cost", ReadCalls.UsualCost);
            w.WriteStartArray("endpoint_costs");
            foreach (
                var (method, path, cost) in new[]
                {
                    ("DELETE", "/portfolio/events/orders/{order_id}", Trading.TradingEndpoints.CancelCost),
                    ("GET", "/cfbenchmarks/values", IndexCost),
                }
            )
            {
                w.WriteStartObject();
                w.WriteString("method", method);
                w.WriteString("path", path);
                w.WriteNumber("cost", cost);
                w.WriteEndObject();
            }
            w.WriteEndArray();
            w.WriteEndObject();
        });

    private IEnumerable<MarketEvent> InOrder() =>
        exchange.Events.OrderBy(e => e.Window.Close).ThenBy(e => e.Ticker, StringComparer.Ordinal);

    public static string Route(HttpContext context, string name) => context.GetRouteValue(name) as string ?? "";

    private static bool IsTrue(HttpContext context, string name) =>
        bool.TryParse(context.Request.Query[name], out var value) && value;

    public static void Member(Utf8JsonWriter w, string name, Action value)
    {
        w.WriteStartObject();
        w.WritePropertyName(name);
        value();
        w.WriteEndObject();
    }

    public static void List<T>(
        Utf8JsonWriter w,
        string name,
        IEnumerable<T> items,
        Action<T> item,
        string? cursor = null
    )
    {
        w.WriteStartObject();
        w.WriteStartArray(name);
        foreach (var each in items)
        {
            item(each);
        }
        w.WriteEndArray();
        if (cursor is not null)
        {
            w.WriteString("cursor", cursor);
        }
        w.WriteEndObject();
    }
}
