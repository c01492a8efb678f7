using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Strikeboard.Simulator.Kalshi;
using Strikeboard.Simulator.Kalshi.Trading;
using Strikeboard.Simulator.Prices;
using Strikeboard.Simulator.Sockets;

namespace Strikeboard.Simulator.Control;

/// <summary>The strings above the stage: faults, prices, the ledger and the state of things.</summary>
internal sealed class ControlEndpoints(
    FaultBoard faults,
    PriceEngine prices,
    PriceIndex index,
    Ledger ledger,
    KalshiExchange kalshi,
    AccountControl accounts,
    IReadOnlyDictionary<string, SocketRegistry> sockets,
    TimeProvider time
)
{
    private const double LongestSeconds = 86_400;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sim/faults", ListFaults);
        routes.MapPost("/sim/faults", (HttpContext c) => WithBodyAsync(c, RaiseFault));
        routes.MapDelete("/sim/faults", ClearAll);
        routes.MapDelete("/sim/faults/{id:int}", Clear);
        routes.MapPost("/sim/price", (HttpContext c) => WithBodyAsync(c, MovePrice));
        routes.MapGet("/sim/ledger", LedgerAsync);
        routes.MapPost("/sim/orders", (HttpContext c) => WithBodyAsync(c, accounts.Place));
        routes.MapDelete("/sim/orders/{id}", accounts.Cancel);
        routes.MapPost("/sim/funds", (HttpContext c) => WithBodyAsync(c, accounts.Fund));
        routes.MapGet("/sim/accounts", accounts.List);
        routes.MapGet("/sim/status", Status);
        routes.MapFallback(
            "/sim/{**rest}",
            () => Problem.Of(StatusCodes.Status404NotFound, "not_found", "The simulator has no such control.")
        );
    }

    /// <summary>Lines after `since`; with `follow=true` the answer goes on with every new one until the reader leaves.</summary>
    private async Task LedgerAsync(HttpContext context)
    {
        string? given = context.Request.Query["since"];
        var since = 0L;
        if (given is not null && !long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out since))
        {
            await Problem.BadField("since", "Give the number of the last line you have.", given).ExecuteAsync(context);
            return;
        }
        var follow = bool.TryParse(context.Request.Query["follow"], out var asked) && asked;
        context.Response.ContentType = "application/x-ndjson";
        try
        {
            // The headers go at once: a follower may wait long for its first line.
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await ledger.CopyAsync(since, follow, context.Response.Body, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The reader has left; that is how a follower ends.
        }
    }

    private static async Task WithBodyAsync(HttpContext context, Func<JsonObject, IResult> answer) =>
        await (await ReadAndAnswerAsync(context, answer)).ExecuteAsync(context);

    private static async Task<IResult> ReadAndAnswerAsync(HttpContext context, Func<JsonObject, IResult> answer)
    {
        // A page in a browser cannot send this type to us without asking first, so no page can play with the demo.
        if (!context.Request.HasJsonContentType())
        {
            return Problem.Of(StatusCodes.Status415UnsupportedMediaType, "json_required", "Send application/json.");
        }
        try
        {
            var body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            return body is JsonObject fields
                ? answer(fields)
                : Problem.BadField("body", "The body must be a JSON object.", null);
        }
        catch (JsonException)
        {
            return Problem.BadField("body", "The body is not JSON.", null);
        }
    }

    private IResult RaiseFault(JsonObject body)
    {
        var venue = Text(body, "venue");
        if (venue is null || !FaultNames.Venues.Contains(venue, StringComparer.Ordinal))
        {
            return Problem.BadField("venue", "No such venue is simulated.", body["venue"], FaultNames.Venues);
        }
        if (
            FaultNames.Parse(Text(body, "kind")) is not { } kind
            || (FaultNames.OnKalshiOnly(kind) && venue != KalshiExchange.Venue)
        )
        {
            return Problem.BadField("kind", "This venue knows no such fault.", body["kind"], FaultNames.Kinds);
        }
        if (!TryNumber(body, "seconds", out var seconds) || seconds is <= 0 or > LongestSeconds)
        {
            return Problem.BadField("seconds", "The duration must be above 0 and at most a day.", body["seconds"]);
        }
        if (
            !TryNumber(body, "count", out var count)
            || count is < 1 or > 1_000_000
            || (count is { } whole && !double.IsInteger(whole))
        )
        {
            return Problem.BadField("count", "The count must be a whole number from 1 to 1000000.", body["count"]);
        }
        if (!TryNumber(body, "rate", out var rate) || rate is <= 0 or > 1)
        {
            return Problem.BadField("rate", "The rate must be above 0 and at most 1.", body["rate"]);
        }
        if (!TryNumber(body, "lag", out var lag) || lag is < 0 or > LongestSeconds)
        {
            return Problem.BadField("lag", "The lag must be from 0 seconds to a day.", body["lag"]);
        }
        var aim = new FaultTarget(Text(body, "account"), Text(body, "instrument"), Text(body, "operation"));
        if (BadAim(kind, aim) is { } field)
        {
            return Problem.BadField(field, "This fault cannot be aimed so.", body[field], FaultNames.Operations);
        }
        var fault = faults.Raise(
            venue,
            kind,
            seconds is { } s ? TimeSpan.FromSeconds(s) : null,
            (int?)count,
            rate,
            aim,
            lag is { } l ? TimeSpan.FromSeconds(l) : null
        );
        return new JsonAnswer(StatusCodes.Status201Created, w => Write(w, fault, time.GetUtcNow()));
    }

    /// <summary>The field that would keep the fault from ever striking; null where all is well.</summary>
    private static string? BadAim(FaultKind kind, FaultTarget aim) =>
        aim.Operation is not null && !FaultNames.Operations.Contains(aim.Operation, StringComparer.Ordinal)
            ? "operation"
        : FaultNames.IsOfTrading(kind) ? null
        : aim.Account is not null ? "account"
        : aim.Operation is not null ? "operation"
        : aim.Instrument is not null && kind is not FaultKind.Halt ? "instrument"
        : null;

    private JsonAnswer ListFaults()
    {
        var (all, now) = (faults.List(), time.GetUtcNow());
        return JsonAnswer.Ok(w =>
        {
            w.WriteStartObject();
            w.WriteStartArray("items");
            foreach (var fault in all)
            {
                Write(w, fault, now);
            }
            w.WriteEndArray();
            w.WriteNumber("total", all.Count);
            w.WriteNull("next");
            w.WriteEndObject();
        });
    }

    private IResult ClearAll()
    {
        faults.ClearAll();
        return Results.NoContent();
    }

    private IResult Clear(int id) =>
        faults.Clear(id)
            ? Results.NoContent()
            : Problem.Of(
                StatusCodes.Status404NotFound,
                "not_found",
                "There is no fault with this id.",
                new JsonObject { ["id"] = id }
            );

    private IResult MovePrice(JsonObject body)
    {
        var symbol = Text(body, "symbol");
        if (symbol is null || !prices.Knows(symbol))
        {
            return Problem.BadField(
                "symbol",
                "No such symbol is simulated.",
                body["symbol"],
                [.. prices.Symbols.Select(s => s.Symbol)]
            );
        }
        if (!TryNumber(body, "price", out var price) || price is <= 0 or > 1e9)
        {
            return Problem.BadField("price", "The price must be above 0 and at most a billion.", body["price"]);
        }
        if (!TryNumber(body, "shiftPct", out var shift) || shift is <= -99 or > 1000)
        {
            return Problem.BadField("shiftPct", "The shift must lie between -99 and 1000 percent.", body["shiftPct"]);
        }
        if (price is null == shift is null)
        {
            return Problem.BadField("price", "Give either price or shiftPct.", body["price"]);
        }
        var now = time.GetUtcNow();
        var factor = price is { } target ? prices.FactorTo(symbol, (decimal)target, now) : 1 + (shift!.Value / 100);
        ledger.Append(
            new LedgerLine
            {
                At = now,
                Venue = "prices",
                Kind = Kinds.Moved,
                Instrument = symbol,
                Value = (decimal)factor,
            }
        );
        prices.Multiply(symbol, (double)(decimal)factor, now);
        ledger.Flush();
        return JsonAnswer.Ok(w =>
        {
            w.WriteStartObject();
            w.WriteString("symbol", symbol);
            w.WriteNumber("price", prices.MidPrice(symbol, now));
            w.WriteString("from", KalshiText.Time(now));
            w.WriteEndObject();
        });
    }

    private JsonAnswer Status()
    {
        var now = time.GetUtcNow();
        lock (kalshi.Gate)
        {
            return JsonAnswer.Ok(w =>
            {
                w.WriteStartObject();
                w.WriteString("time", KalshiText.Time(now));
                w.WriteStartObject("clients");
                foreach (var (venue, registry) in sockets)
                {
                    w.WriteNumber(venue, registry.Count);
                }
                w.WriteEndObject();
                w.WriteStartObject("prices");
                foreach (var symbol in prices.Symbols)
                {
                    w.WriteStartObject(symbol.Symbol);
                    w.WriteNumber("price", prices.MidPrice(symbol.Symbol, now));
                    w.WriteNumber("index", index.Current(symbol.Symbol, now));
                    w.WriteNumber("sigmaAnnual", prices.LocalVolatility(symbol.Symbol, now));
                    w.WriteEndObject();
                }
                w.WriteEndObject();
                w.WriteStartArray("events");
                foreach (var held in kalshi.Events.OrderBy(e => e.Window.Close))
                {
                    w.WriteStartObject();
                    w.WriteString("ticker", held.Ticker);
                    w.WriteString("status", KalshiText.Name(held.Status));
                    w.WriteString("openTime", KalshiText.Time(held.Window.Open));
                    w.WriteString("closeTime", KalshiText.Time(held.Window.Close));
                    w.WriteNumber("markets", held.Markets.Count);
                    if (held.ExpirationValue is { } value)
                    {
                        w.WriteNumber("expirationValue", value);
                    }
                    w.WriteEndObject();
                }
                w.WriteEndArray();
                w.WriteEndObject();
            });
        }
    }

    private static void Write(Utf8JsonWriter w, Fault fault, DateTimeOffset now)
    {
        w.WriteStartObject();
        w.WriteNumber("id", fault.Id);
        w.WriteString("venue", fault.Venue);
        w.WriteString("kind", FaultNames.Name(fault.Kind));
        w.WriteBoolean("active", fault.IsActive(now));
        w.WriteString("since", KalshiText.Time(fault.Since));
        w.WriteString("until", fault.Until is { } until ? KalshiText.Time(until) : null);
        if (fault.Count is { } count)
        {
            w.WriteNumber("count", count);
        }
        w.WriteNumber("rate", fault.Rate);
        if (fault.Lag is { } lag)
        {
            w.WriteNumber("lag", lag.TotalSeconds);
        }
        foreach (
            var (name, value) in new[]
            {
                ("account", fault.Aim.Account),
                ("instrument", fault.Aim.Instrument),
                ("operation", fault.Aim.Operation),
            }
        )
        {
            if (value is not null)
            {
                w.WriteString(name, value);
            }
        }
        w.WriteNumber("fired", fault.Fired);
        w.WriteEndObject();
    }

    private static string? Text(JsonObject body, string name) =>
        body[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>False where something other than a number stands; missing is fine and null.</summary>
    private static bool TryNumber(JsonObject body, string name, out double? number)
    {
        number = null;
        if (body[name] is not { } node)
        {
            return true;
        }
        if (node is JsonValue value && value.TryGetValue<double>(out var given) && double.IsFinite(given))
        {
            number = given;
            return true;
        }
        return false;
    }
}
