using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Strikeboard.Simulator.Control;
using Strikeboard.Simulator.Sockets;

namespace Strikeboard.Simulator.Kalshi;

/// <summary>The REST half of the venue: outages first, then the signature, then the budget, then the answer.</summary>
internal sealed class KalshiEndpoints(
    KalshiExchange exchange,
    Authenticator authenticator,
    Gate gate,
    FaultBoard faults,
    SimulatorOptions options,
    TimeProvider time
)
{
    public const string Root = "/kalshi/trade-api/v2";
    private const int CallCost = 10;

    private readonly ConcurrentDictionary<string, TokenBucket> budgets = new(StringComparer.Ordinal);

    public void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(Root);
        Get(api, "/exchange/status", _ => JsonAnswer.Ok(exchange.Conditions.WriteStatus));
        Get(api, "/exchange/schedule", _ => JsonAnswer.Ok(w => exchange.Conditions.WriteSchedule(w, time.GetUtcNow())));
        Get(
            api,
            "/cfbenchmarks/values",
            c => exchange.IndexValues(c.Request.Query["id"].ToString()),
            signed: true,
            cost: 50
        );
        Get(
            api,
            "/series",
            _ => JsonAnswer.Ok(w => List(w, "series", exchange.AllSeries, s => MarketJson.Series(w, s, exchange.Now)))
        );
        Get(api, "/series/{series}", SeriesOf);
        Get(api, "/events", Events);
        Get(api, "/events/{ticker}", EventOf);
        Get(api, "/markets", Markets);
        Get(api, "/markets/trades", Trades);
        Get(api, "/markets/orderbooks", Books);
        Get(
            api,
            "/markets/{ticker}",
            c =>
                MarketOf(
                    c,
                    m =>
                        JsonAnswer.Ok(w => Member(w, "market", () => MarketJson.Market(w, m, exchange.SettlementTimer)))
                )
        );
        Get(api, "/markets/{ticker}/orderbook", Book);
        Get(api, "/account/limits", _ => Limits(), signed: true);
        routes.MapFallback(
            Root + "/{**rest}",
            (HttpContext c) => RespondAsync(c, _ => KalshiErrors.NotFound, signed: false, CallCost)
        );
    }

    private void Get(
        RouteGroupBuilder api,
        string pattern,
        Func<HttpContext, IResult> answer,
        bool signed = false,
        int cost = CallCost
    ) => api.MapGet(pattern, (HttpContext context) => RespondAsync(context, answer, signed, cost));

    private async Task RespondAsync(HttpContext context, Func<HttpContext, IResult> answer, bool signed, int cost) =>
        await (await AnswerAsync(context, answer, signed, cost)).ExecuteAsync(context);

    private async Task<IResult> AnswerAsync(
        HttpContext context,
        Func<HttpContext, IResult> answer,
        bool signed,
        int cost
    )
    {
        if (await gate.StopRequestAsync(context, KalshiExchange.Venue, KalshiErrors.Failure) is { } stopped)
        {
            return stopped;
        }
        if (faults.Strikes(KalshiExchange.Venue, FaultKind.Unauthorized))
        {
            return KalshiErrors.Unauthorized(AuthVerdict.WrongSignature);
        }
        var verdict = authenticator.Check(context.Request);
        if (verdict is not AuthVerdict.Accepted && (signed || verdict is not AuthVerdict.Unsigned))
        {
            return KalshiErrors.Unauthorized(verdict);
        }
        var rate =
            verdict is AuthVerdict.Accepted ? options.KalshiReadTokensPerSecond : options.KalshiReadTokensPerSecond / 2;
        var budget = budgets.GetOrAdd(
            verdict is AuthVerdict.Accepted ? "key" : "unsigned",
            _ => new TokenBucket(rate, 2 * rate, time)
        );
        if (!budget.TryTake(cost))
        {
            return KalshiErrors.TooMany;
        }
        lock (exchange.Gate)
        {
            return answer(context);
        }
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
                var (name, rate) in new[]
                {
                    ("read", options.KalshiReadTokensPerSecond),
                    ("write", options.KalshiReadTokensPerSecond / 2),
                }
            )
            {
                w.WriteStartObject(name);
                w.WriteNumber("refill_rate", rate);
                w.WriteNumber("bucket_capacity", 2 * rate);
                w.WriteEndObject();
            }
            w.WriteStartArray("grants");
            w.WriteEndArray();
            w.WriteEndObject();
        });

    private IEnumerable<MarketEvent> InOrder() =>
        exchange.Events.OrderBy(e => e.Window.Close).ThenBy(e => e.Ticker, StringComparer.Ordinal);

    private static string Route(HttpContext context, string name) => context.GetRouteValue(name) as string ?? "";

    private static bool IsTrue(HttpContext context, string name) =>
        bool.TryParse(context.Request.Query[name], out var value) && value;

    private static void Member(Utf8JsonWriter w, string name, Action value)
    {
        w.WriteStartObject();
        w.WritePropertyName(name);
        value();
        w.WriteEndObject();
    }

    private static void List<T>(
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
