using System.Text.Json;
using Strikeboard.Simulator.Control;

namespace Strikeboard.Simulator.Kalshi.Trading;

/// <summary>From an order's JSON to the floor and back, one by one and in batches.</summary>
internal sealed class OrderCommands(Listing listing, TradingFloor floor, Ledger ledger)
{
    private const int LargestBatch = 100;
    private readonly Register register = new(ledger);

    public Outcome Create(Account account, WriteCall call, DateTimeOffset now)
    {
        var ruling = Create(account, call.Body, call.Shard, now);
        return ruling.Refusal is { } refusal
            ? Outcome.Of(refusal)
            : Outcome.Created(w => WriteOne(w, () => WritePlaced(w, ruling, now)), ruling.Order!.Ticker);
    }

    public Outcome CreateBatch(Account account, WriteCall call, DateTimeOffset now) =>
        Batch(
            account,
            call,
            now,
            StatusCodes.Status201Created,
            item => Create(account, item, (int?)new Fields(item).Number("exchange_index"), now),
            (w, ruling) => WritePlaced(w, ruling, now)
        );

    public Outcome Cancel(Account account, WriteCall call, DateTimeOffset now)
    {
        var ruling = Cancel(account, call.Id, call.Route, now);
        return ruling.Refusal is { } refusal
            ? Outcome.Of(refusal)
            : Outcome.Ok(w => WriteOne(w, () => WriteReduced(w, ruling, now)), ruling.Order!.Ticker);
    }

    public Outcome CancelBatch(Account account, WriteCall call, DateTimeOffset now) =>
        Batch(
            account,
            call,
            now,
            StatusCodes.Status200OK,
            item =>
            {
                var fields = new Fields(item);
                var route = new Route((int?)fields.Number("exchange_index"), fields.Text("market_ticker"));
                return Cancel(account, fields.Text("order_id") ?? "", route, now);
            },
            (w, ruling) => WriteReduced(w, ruling, now)
        );

    /// <summary>Everything that rests on the shard it is routed to: shard 0 where none is named.</summary>
    public Outcome CancelAll(Account account, WriteCall call, DateTimeOffset now)
    {
        var reached = account.Resting.Values.SelectMany(r => r).Where(call.Route.Reaches).ToArray();
        var done = reached
            .Select(o => floor.Changes.Cancel(account, listing.Find(o.Ticker), o.Id, new Route(-1, null), now))
            .Where(r => r.Refusal is null)
            .ToArray();
        return Outcome.Ok(w =>
        {
            w.WriteStartObject();
            w.WriteNumber("canceled_count", done.Length);
            w.WriteStartArray("orders");
            foreach (var ruling in done)
            {
                WriteOne(w, () => WriteReduced(w, ruling, now));
            }
            w.WriteEndArray();
            w.WriteEndObject();
        });
    }

    public Outcome Amend(Account account, WriteCall call, DateTimeOffset now)
    {
        var fields = new Fields(call.Body);
        var (count, price) = (fields.Text("count"), fields.Text("price"));
        var (ticker, side) = (fields.Text("ticker"), fields.Text("side"));
        var (client, renamed) = (fields.Text("client_order_id"), fields.Text("updated_client_order_id"));
        if (fields.Fault is { } fault)
        {
            return Outcome.Of(Refusal.Undecodable(fault));
        }
        if (Units.Count(count ?? "") is not { } contracts)
        {
            return Outcome.Of(Refusal.InvalidSize);
        }
        if (Units.Price(price ?? "") is not { } cents)
        {
            return Outcome.Of(Refusal.InvalidPrice);
        }
        var market = MarketOf(account, call.Id);
        var change = new Amendment(ticker, side, cents, contracts, client, renamed);
        var ruling = floor.Changes.Amend(account, market, call.Id, call.Route, change, now);
        return ruling.Refusal is { } refusal
            ? Outcome.Of(refusal)
            : Outcome.Ok(w => WriteOne(w, () => WritePlaced(w, ruling, now)), ruling.Order!.Ticker);
    }

    public Outcome Decrease(Account account, WriteCall call, DateTimeOffset now)
    {
        var fields = new Fields(call.Body);
        var (by, to) = (fields.Text("reduce_by"), fields.Text("reduce_to"));
        if (fields.Fault is { } fault)
        {
            return Outcome.Of(Refusal.Undecodable(fault));
        }
        if (by is null == to is null)
        {
            return Outcome.Of(Refusal.Invalid("exactly one of reduce_by and reduce_to"));
        }
        var (less, left) = (Units.Count(by ?? ""), IsNothing(to) ? 0 : Units.Count(to ?? ""));
        if (by is not null ? less is null : left is null)
        {
            return Outcome.Of(Refusal.InvalidSize);
        }
        var market = MarketOf(account, call.Id);
        var ruling = floor.Changes.Decrease(
            account,
            market,
            call.Id,
            call.Route,
            by is null ? null : less,
            to is null ? null : left,
            now
        );
        return ruling.Refusal is { } refusal
            ? Outcome.Of(refusal)
            : Outcome.Ok(w => WriteOne(w, () => WriteReduced(w, ruling, now)), ruling.Order!.Ticker);
    }

    private Ruling Create(Account account, JsonElement body, int? shard, DateTimeOffset now)
    {
        var (request, refusal) = OrderRequest.Read(body);
        if (refusal is not null)
        {
            return refusal;
        }
        // A market is on one shard; asked for on another, it is not there.
        var market = shard is null or -1 or KalshiExchange.Shard ? listing.Find(request!.Ticker) : null;
        return floor.Entry.Place(account, market, request!, now);
    }

    private Ruling Cancel(Account account, string id, Route route, DateTimeOffset now) =>
        floor.Changes.Cancel(account, MarketOf(account, id), id, route, now);

    private Market? MarketOf(Account account, string id) => listing.Find(account.Orders.GetValueOrDefault(id)?.Ticker);

    private Outcome Batch(
        Account account,
        WriteCall call,
        DateTimeOffset now,
        int status,
        Func<JsonElement, Ruling> handle,
        Action<Utf8JsonWriter, Ruling> write
    )
    {
        if (call.Items.Count is 0 or > LargestBatch)
        {
            return Outcome.Of(Refusal.Invalid($"orders must hold 1 to {LargestBatch} items"));
        }
        var rulings = call.Items.Select(item => (Item: item, Ruling: handle(item))).ToArray();
        foreach (var (item, ruling) in rulings)
        {
            if (ruling.Refusal is { } refusal)
            {
                register.Refused(account.Name, call.Operation, item, null, refusal.Code, now);
            }
        }
        return new Outcome(
            status,
            w =>
            {
                w.WriteStartObject();
                w.WriteStartArray("orders");
                foreach (var (item, ruling) in rulings)
                {
                    WriteOne(w, () => WriteItem(w, item, ruling, write));
                }
                w.WriteEndArray();
                w.WriteEndObject();
            },
            rulings.Any(r => r.Ruling.Refusal is null)
        );
    }

    private static void WriteItem(
        Utf8JsonWriter w,
        JsonElement item,
        Ruling ruling,
        Action<Utf8JsonWriter, Ruling> write
    )
    {
        if (ruling.Refusal is not { } refusal)
        {
            write(w, ruling);
            return;
        }
        var fields = new Fields(item);
        w.WriteString("order_id", fields.Text("order_id"));
        w.WriteString("client_order_id", fields.Text("client_order_id"));
        w.WriteStartObject("error");
        refusal.WriteFields(w);
        w.WriteEndObject();
    }

    private static void WriteOne(Utf8JsonWriter w, Action fields)
    {
        w.WriteStartObject();
        fields();
        w.WriteEndObject();
    }

    private static void WritePlaced(Utf8JsonWriter w, Ruling ruling, DateTimeOffset now)
    {
        var order = ruling.Order!;
        WriteIds(w, order);
        w.WriteString("fill_count", KalshiText.Count(order.Filled));
        w.WriteString("remaining_count", KalshiText.Count(order.Remaining));
        var fills = order.Account.Fills.Skip(ruling.FillsFrom).Where(f => ReferenceEquals(f.Order, order)).ToArray();
        if (fills.Length > 0)
        {
            var count = fills.Sum(f => Units.Contracts(f.Count));
            var cost = fills.Sum(f => Units.Contracts(f.Count) * Units.Dollars(f.Cents));
            w.WriteString("average_fill_price", KalshiText.Dollars(cost / count));
            w.WriteString("average_fee_paid", PortfolioJson.Fee(fills.Sum(f => f.Fee) / count));
        }
        w.WriteNumber("ts_ms", now.ToUnixTimeMilliseconds());
    }

    private static void WriteReduced(Utf8JsonWriter w, Ruling ruling, DateTimeOffset now)
    {
        WriteIds(w, ruling.Order!);
        w.WriteString("reduced_by", KalshiText.Count(ruling.Reduced));
        w.WriteString("remaining_count", KalshiText.Count(ruling.Order!.Remaining));
        w.WriteNumber("ts_ms", now.ToUnixTimeMilliseconds());
    }

    private static void WriteIds(Utf8JsonWriter w, Order order)
    {
        w.WriteString("order_id", order.Id);
        w.WriteString("client_order_id", order.ClientId ?? "");
    }

    private static bool IsNothing(string? text) =>
        decimal.TryParse(
            text,
            System.Globalization.NumberStyles.AllowDecimalPoint,
            System.Globalization.CultureInfo.InvariantCulture,
            out var number
        )
        && number == 0;
}
