using System.Text.Json;
using System.Text.Json.Nodes;
using Strikeboard.Simulator.Kalshi;
using Strikeboard.Simulator.Kalshi.Trading;
using Strikeboard.Simulator.Sockets;

namespace Strikeboard.Simulator.Control;

/// <summary>What the owner of an account does by hand, and the accounts as they truly stand: faults hide nothing here.</summary>
internal sealed class AccountControl(KalshiExchange exchange, TradingFloor floor, Ledger ledger, TimeProvider time)
{
    private const string Manual = "manual";
    private readonly Register register = new(ledger);

    /// <summary>An order as from the venue's own pages: under no client id, unless one is given.</summary>
    public IResult Place(JsonObject body)
    {
        var given = body.DeepClone().AsObject();
        given.TryAdd("time_in_force", "good_till_canceled");
        given.TryAdd("self_trade_prevention_type", "taker_at_cross");
        var item = JsonSerializer.SerializeToElement(given);
        lock (exchange.Gate)
        {
            var now = time.GetUtcNow();
            if (AccountOf(body) is not { } account)
            {
                return UnknownAccount(body);
            }
            var (request, refusal) = OrderRequest.Read(item);
            var ruling = refusal is not null
                ? refusal
                : floor.Entry.Place(account, exchange.Find(request!.Ticker), request with { Source = Manual }, now);
            if (ruling.Refusal is { } no)
            {
                register.Refused(account.Name, Manual, item, null, no.Code, now);
            }
            exchange.Publish(now);
            return ruling.Refusal is { } said
                ? Problem.Of(said.Status, said.Code, said.Details ?? said.Code)
                : new JsonAnswer(StatusCodes.Status201Created, w => PortfolioJson.Order(w, ruling.Order!));
        }
    }

    public IResult Cancel(string id)
    {
        lock (exchange.Gate)
        {
            var now = time.GetUtcNow();
            var order = floor
                .Accounts.All.Select(a => a.Orders.GetValueOrDefault(id))
                .FirstOrDefault(o => o is not null);
            if (order is not { Status: OrderStatus.Resting })
            {
                return Problem.Of(StatusCodes.Status404NotFound, "not_found", "No such order rests.");
            }
            floor.Desk.Cancel(exchange.Find(order.Ticker), order, Reasons.User, now);
            exchange.Publish(now);
            return JsonAnswer.Ok(w => PortfolioJson.Order(w, order));
        }
    }

    /// <summary>Money in or, below zero, out.</summary>
    public IResult Fund(JsonObject body)
    {
        lock (exchange.Gate)
        {
            if (AccountOf(body) is not { } account)
            {
                return UnknownAccount(body);
            }
            if (
                body["amount"] is not JsonValue given
                || !given.TryGetValue<decimal>(out var amount)
                || Math.Abs(amount) is 0 or > 1_000_000_000
            )
            {
                return Problem.BadField("amount", "The amount must be a number of dollars.", body["amount"]);
            }
            var shard =
                body["shard"] is JsonValue s && s.TryGetValue<int>(out var named) ? named : KalshiExchange.Shard;
            floor.Clearing.Fund(account.Name, shard, amount, time.GetUtcNow());
            ledger.Flush();
            return JsonAnswer.Ok(w => Write(w, account));
        }
    }

    public IResult List()
    {
        lock (exchange.Gate)
        {
            return JsonAnswer.Ok(w =>
            {
                w.WriteStartObject();
                w.WriteStartArray("items");
                foreach (var account in floor.Accounts.All)
                {
                    Write(w, account);
                }
                w.WriteEndArray();
                w.WriteNumber("total", floor.Accounts.All.Count());
                w.WriteNull("next");
                w.WriteEndObject();
            });
        }
    }

    private Account? AccountOf(JsonObject body) =>
        floor.Accounts.Find(
            body["account"] is JsonValue value && value.TryGetValue<string>(out var name) ? name : SimulatedAccount.Demo
        );

    private IResult UnknownAccount(JsonObject body) =>
        Problem.BadField(
            "account",
            "There is no such account.",
            body["account"],
            [.. floor.Accounts.All.Select(a => a.Name)]
        );

    private static void Write(Utf8JsonWriter w, Account account)
    {
        w.WriteStartObject();
        w.WriteString("account", account.Name);
        w.WriteStartObject("cash");
        foreach (var (shard, cash) in account.Cash)
        {
            w.WriteNumber(shard.ToString(System.Globalization.CultureInfo.InvariantCulture), cash);
        }
        w.WriteEndObject();
        w.WriteNumber("inTransfer", account.Transfers.Values.Sum(t => t.Amount));
        w.WriteNumber("reserved", account.Cash.Keys.Sum(s => Purse.Reserved(account, s)));
        w.WriteStartArray("positions");
        foreach (var position in account.Positions.Values.OrderBy(p => p.Ticker, StringComparer.Ordinal))
        {
            w.WriteStartObject();
            w.WriteString("instrument", position.Ticker);
            w.WriteNumber("quantity", Units.Contracts(position.Count));
            w.WriteNumber("cost", position.Cost);
            w.WriteNumber("realised", position.Realised);
            w.WriteNumber("fees", position.Fees);
            w.WriteEndObject();
        }
        w.WriteEndArray();
        w.WriteStartArray("orders");
        foreach (var order in account.Resting.Values.SelectMany(r => r).OrderBy(o => o.Seq))
        {
            PortfolioJson.Order(w, order);
        }
        w.WriteEndArray();
        w.WriteNumber("ordersEver", account.InOrder.Count);
        w.WriteNumber("fillsEver", account.Fills.Count);
        w.WriteNumber("settlementsEver", account.Settlements.Count);
        w.WriteEndObject();
    }
}
