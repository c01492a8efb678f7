using System.Globalization;
using System.Text.Json;
using Strikeboard.Simulator.Prices;
using Strikeboard.Simulator.Sockets;

namespace Strikeboard.Simulator.Coinbase;

/// <summary>The public REST half of the venue.</summary>
internal sealed class CoinbaseEndpoints(
    CoinbaseExchange exchange,
    Gate gate,
    SimulatorOptions options,
    TimeProvider time
)
{
    public const string Root = "/coinbase/api/v3/brokerage";
    private const int MostCandles = 350;

    private static readonly Dictionary<string, int> Granularities = new(StringComparer.Ordinal)
    {
        ["ONE_MINUTE"] = 60,
        ["FIVE_MINUTE"] = 300,
        ["FIFTEEN_MINUTE"] = 900,
        ["THIRTY_MINUTE"] = 1800,
        ["ONE_HOUR"] = 3600,
        ["TWO_HOUR"] = 7200,
        ["SIX_HOUR"] = 21_600,
        ["ONE_DAY"] = 86_400,
    };

    private readonly TokenBucket budget = new(
        options.CoinbaseRequestsPerSecond,
        2 * options.CoinbaseRequestsPerSecond,
        time
    );

    public void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(Root);
        Get(api, "/time", _ => Time());
        Get(api, "/market/products", _ => Products());
        Get(api, "/market/products/{id}", c => ProductOf(c, p => JsonAnswer.Ok(w => Product(w, p))));
        Get(api, "/market/products/{id}/candles", c => ProductOf(c, p => Candles(c, p)));
        Get(api, "/market/products/{id}/ticker", c => ProductOf(c, p => Ticker(c, p)));
        Get(api, "/market/product_book", Book);
        routes.MapFallback(
            "/coinbase/{**rest}",
            (HttpContext c) => RespondAsync(c, _ => Refusal(StatusCodes.Status404NotFound, "NOT_FOUND", "unknown path"))
        );
    }

    private void Get(RouteGroupBuilder api, string pattern, Func<HttpContext, IResult> answer) =>
        api.MapGet(pattern, (HttpContext context) => RespondAsync(context, answer));

    private async Task RespondAsync(HttpContext context, Func<HttpContext, IResult> answer) =>
        await (await AnswerAsync(context, answer)).ExecuteAsync(context);

    private async Task<IResult> AnswerAsync(HttpContext context, Func<HttpContext, IResult> answer)
    {
        if (await gate.StopRequestAsync(context, CoinbaseExchange.Venue, Failure) is { } stopped)
        {
            return stopped;
        }
        return budget.TryTake(1) ? answer(context) : Failure(StatusCodes.Status429TooManyRequests);
    }

    private JsonAnswer Time()
    {
        var now = time.GetUtcNow();
        return JsonAnswer.Ok(w =>
        {
            w.WriteStartObject();
            w.WriteString("iso", CoinbaseText.Time(now));
            w.WriteString("epochSeconds", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
            w.WriteString("epochMillis", now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
            w.WriteEndObject();
        });
    }

    private JsonAnswer Products() =>
        JsonAnswer.Ok(w =>
        {
            w.WriteStartObject();
            w.WriteStartArray("products");
            foreach (var product in exchange.Products)
            {
                Product(w, product);
            }
            w.WriteEndArray();
            w.WriteNumber("num_products", exchange.Products.Count);
            w.WriteEndObject();
        });

    private void Product(Utf8JsonWriter w, ProductState product)
    {
        var now = time.GetUtcNow();
        var print = product.Tape.Latest(now, 1).First();
        var day = product.Day(now);
        w.WriteStartObject();
        w.WriteString("product_id", product.Spec.Product);
        w.WriteString("price", CoinbaseText.Price(print.Price));
        w.WriteString("price_percentage_change_24h", CoinbaseText.Number(day.ChangePercent(print.Price)));
        w.WriteString("volume_24h", CoinbaseText.Number(day.Volume));
        w.WriteString("base_increment", "0.00000001");
        w.WriteString("quote_increment", "0.01");
        w.WriteString("quote_min_size", "1");
        w.WriteString("base_min_size", "0.00000001");
        w.WriteString("base_name", product.Spec.Name);
        w.WriteString("quote_name", "US Dollar");
        w.WriteString("base_currency_id", product.Spec.Symbol);
        w.WriteString("quote_currency_id", "USD");
        w.WriteString("product_type", "SPOT");
        w.WriteString("status", "online");
        w.WriteBoolean("is_disabled", false);
        w.WriteBoolean("trading_disabled", false);
        w.WriteBoolean("cancel_only", false);
        w.WriteBoolean("limit_only", false);
        w.WriteBoolean("post_only", false);
        w.WriteEndObject();
    }

    private IResult Candles(HttpContext context, ProductState product)
    {
        var query = context.Request.Query;
        if (!Granularities.TryGetValue(query["granularity"].FirstOrDefault() ?? "", out var seconds))
        {
            return BadArgument("granularity is not supported");
        }
        var now = time.GetUtcNow();
        if (!TryNumber(query["limit"], MostCandles, out var limit) || limit is < 1 or > MostCandles)
        {
            return BadArgument($"limit must be between 1 and {MostCandles}");
        }
        if (
            !TryNumber(query["end"], now.ToUnixTimeSeconds(), out var end)
            || !TryNumber(query["start"], end - (limit * seconds), out var start)
            || start > end
        )
        {
            return BadArgument("start and end must be Unix seconds, start before end");
        }
        if ((end - start) / seconds > MostCandles)
        {
            return BadArgument($"number of candles requested should be less than {MostCandles}");
        }
        var wanted = Range(product, start, Math.Min(end, now.ToUnixTimeSeconds()), seconds, now).Take((int)limit);
        return JsonAnswer.Ok(w =>
        {
            w.WriteStartObject();
            w.WriteStartArray("candles");
            foreach (var candle in wanted)
            {
                w.WriteStartObject();
                w.WriteString("start", candle.Start.ToString(CultureInfo.InvariantCulture));
                w.WriteString("low", CoinbaseText.Price(candle.Low));
                w.WriteString("high", CoinbaseText.Price(candle.High));
                w.WriteString("open", CoinbaseText.Price(candle.Open));
                w.WriteString("close", CoinbaseText.Price(candle.Close));
                w.WriteString("volume", CoinbaseText.Number(candle.Volume));
                w.WriteEndObject();
            }
            w.WriteEndArray();
            w.WriteEndObject();
        });
    }

    /// <summary>Newest first.</summary>
    private static IEnumerable<Candle> Range(
        ProductState product,
        long start,
        long end,
        int seconds,
        DateTimeOffset now
    )
    {
        for (var at = end / seconds * seconds; at >= start; at -= seconds)
        {
            if (product.Candles.At(at, seconds, now) is { } candle)
            {
                yield return candle;
            }
        }
    }

    private IResult Ticker(HttpContext context, ProductState product)
    {
        if (!TryNumber(context.Request.Query["limit"], 100, out var limit) || limit is < 1 or > 1000)
        {
            return BadArgument("limit must be between 1 and 1000");
        }
        var prints = product.Tape.Latest(time.GetUtcNow(), (int)limit).ToArray();
        return JsonAnswer.Ok(w =>
        {
            w.WriteStartObject();
            w.WriteStartArray("trades");
            foreach (var print in prints)
            {
                CoinbaseExchange.Trade(w, product, print);
            }
            w.WriteEndArray();
            w.WriteString("best_bid", CoinbaseText.Price(prints[0].Bid));
            w.WriteString("best_ask", CoinbaseText.Price(prints[0].Ask));
            w.WriteEndObject();
        });
    }

    private IResult Book(HttpContext context)
    {
        if (exchange.Find(context.Request.Query["product_id"].FirstOrDefault() ?? "") is not { } product)
        {
            return Refusal(StatusCodes.Status404NotFound, "NOT_FOUND", "product not found");
        }
        var now = time.GetUtcNow();
        var print = product.Tape.Latest(now, 1).First();
        return JsonAnswer.Ok(w =>
        {
            w.WriteStartObject();
            w.WriteStartObject("pricebook");
            w.WriteString("product_id", product.Spec.Product);
            Levels(w, "bids", print.Bid, -product.Spec.Spread, print.Size);
            Levels(w, "asks", print.Ask, product.Spec.Spread, print.Size);
            w.WriteString("time", CoinbaseText.Time(now));
            w.WriteEndObject();
            w.WriteEndObject();
        });
    }

    private static void Levels(Utf8JsonWriter w, string name, decimal best, decimal step, decimal size)
    {
        w.WriteStartArray(name);
        for (var i = 0; i < 10; i++)
        {
            w.WriteStartObject();
            w.WriteString("price", CoinbaseText.Price(best + (i * step)));
            w.WriteString("size", CoinbaseText.Number(size * (i + 2)));
            w.WriteEndObject();
        }
        w.WriteEndArray();
    }

    private IResult ProductOf(HttpContext context, Func<ProductState, IResult> answer) =>
        exchange.Find(context.GetRouteValue("id") as string ?? "") is { } product
            ? answer(product)
            : Refusal(StatusCodes.Status404NotFound, "NOT_FOUND", "product not found");

    private static bool TryNumber(string? text, long missing, out long value)
    {
        value = missing;
        return string.IsNullOrEmpty(text)
            || (
                long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value)
                && value < 10_000_000_000
            );
    }

    private static JsonAnswer BadArgument(string sentence) =>
        Refusal(StatusCodes.Status400BadRequest, "INVALID_ARGUMENT", sentence);

    private static JsonAnswer Failure(int status) =>
        status == StatusCodes.Status429TooManyRequests
            ? Refusal(status, "RESOURCE_EXHAUSTED", "too many requests")
            : Refusal(status, "UNAVAILABLE", "service unavailable");

    private static JsonAnswer Refusal(int status, string error, string sentence) =>
        new(
            status,
            w =>
            {
                w.WriteStartObject();
                w.WriteString("error", error);
                w.WriteString("error_details", sentence);
                w.WriteString("message", sentence);
                w.WriteEndObject();
            }
        );
}
