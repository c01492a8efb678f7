using System.Text.Json;
using Strikeboard.Simulator.Control;
using Strikeboard.Simulator.Sockets;

namespace Strikeboard.Simulator.Kalshi.Trading;

/// <summary>
/// The way of every write: noted as received, then outages, signature and budget, then the order book under the lock, then the
/// ledger flushed, and only then the answer, or what a fault makes of it.
/// </summary>
internal sealed class TradingEndpoints(
    KalshiExchange exchange,
    TradingFloor floor,
    OrderCommands orders,
    AccountCommands others,
    Authenticator authenticator,
    Gate gate,
    TradingFaults faults,
    Budgets budgets,
    Ledger ledger,
    TimeProvider time
)
{
    public const int CancelCost = 2;
    private static readonly Dictionary<string, int> Costs = new(StringComparer.Ordinal) { ["cancel"] = CancelCost };
    private readonly Register register = new(ledger);

    public void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(KalshiEndpoints.Root + "/portfolio");
        Write(api, "POST", "/events/orders", "create", orders.Create);
        Write(api, "DELETE", "/events/orders", "cancel_all", orders.CancelAll);
        Write(api, "POST", "/events/orders/batched", "batch_create", orders.CreateBatch);
        Write(api, "DELETE", "/events/orders/batched", "batch_cancel", orders.CancelBatch);
        Write(api, "DELETE", "/events/orders/{id}", "cancel", orders.Cancel);
        Write(api, "POST", "/events/orders/{id}/amend", "amend", orders.Amend);
        Write(api, "POST", "/events/orders/{id}/decrease", "decrease", orders.Decrease);
        Write(api, "POST", "/order_groups/create", "group", others.CreateGroup);
        Write(api, "PUT", "/order_groups/{id}/reset", "group", others.ResetGroup);
        Write(api, "PUT", "/order_groups/{id}/trigger", "group", others.TriggerGroup);
        Write(api, "PUT", "/order_groups/{id}/limit", "group", others.LimitGroup);
        Write(api, "DELETE", "/order_groups/{id}", "group", others.DeleteGroup);
        Write(api, "POST", "/intra_exchange_instance_transfer", "transfer", others.Transfer);
        foreach (var old in new[] { "/orders", "/orders/batched", "/orders/{id}", "/orders/{id}/{what}" })
        {
            // The old writes are refused before anybody asks who it is.
            api.MapMethods(old, ["POST", "DELETE"], () => Refusal.DeprecatedV1.Answer);
        }
    }

    private void Write(
        RouteGroupBuilder api,
        string method,
        string pattern,
        string operation,
        Func<Account, WriteCall, DateTimeOffset, Outcome> handle
    ) =>
        api.MapMethods(
            pattern,
            [method],
            async (HttpContext context) =>
            {
                var call = await ReadAsync(context, operation);
                await (await AnswerAsync(call, handle)).ExecuteAsync(context);
            }
        );

    private async Task<IResult> AnswerAsync(WriteCall call, Func<Account, WriteCall, DateTimeOffset, Outcome> handle)
    {
        var claimed = authenticator.Claimed(call.Context.Request);
        lock (exchange.Gate)
        {
            register.Received(claimed, call, time.GetUtcNow());
            ledger.Flush();
        }
        var target = new FaultTarget(claimed, InstrumentOf(claimed, call), call.Operation);
        if (faults.ResetsBefore(target))
        {
            Refuse(claimed, call, "resetbefore", Kinds.Dropped);
            call.Context.Abort();
            return Results.Empty;
        }
        if (await gate.StopRequestAsync(call.Context, KalshiExchange.Venue, KalshiErrors.Failure) is { } stopped)
        {
            Refuse(claimed, call, "outage");
            return stopped;
        }
        if (Denied(call, target, out var account) is { } denied)
        {
            return denied;
        }
        Outcome outcome;
        lock (exchange.Gate)
        {
            var now = time.GetUtcNow();
            outcome = call.IsReadable ? handle(floor.Accounts.Of(account), call, now) : Outcome.Of(Undecodable(call));
            if (!outcome.Accepted && call.Items.Count == 0)
            {
                register.Refused(account, call.Operation, call.Body, call.Id, Reason(outcome), now);
            }
            // Flushes the ledger first, so nobody hears of what a kill could still undo.
            exchange.Publish(now);
        }
        return await faults.DeliverAsync(call.Context, outcome, target with { Account = account });
    }

    /// <summary>Who it is, and whether there is budget left.</summary>
    private IResult? Denied(WriteCall call, FaultTarget target, out string account)
    {
        account = "";
        var verdict = faults.Unauthorised() ? AuthVerdict.WrongSignature : AuthVerdict.Accepted;
        string? signer = null;
        if (verdict is AuthVerdict.Accepted)
        {
            verdict = authenticator.Check(call.Context.Request, out signer);
        }
        if (verdict is not AuthVerdict.Accepted || signer is null)
        {
            Refuse(target.Account, call, "unauthorized");
            return KalshiErrors.Unauthorized(verdict);
        }
        account = signer;
        var cost = Costs.GetValueOrDefault(call.Operation, ReadCalls.UsualCost) * Math.Max(1, call.Items.Count);
        var shard = call.Operation is "create" or "cancel" or "amend" or "decrease" ? call.Shard : null;
        if (faults.StormsWrites(target) || !budgets.TryWrite(account, shard, cost))
        {
            Refuse(account, call, "too_many_requests");
            return KalshiErrors.TooMany;
        }
        return null;
    }

    private void Refuse(string? account, WriteCall call, string reason, string kind = Kinds.Refused)
    {
        lock (exchange.Gate)
        {
            register.Refused(account, call.Operation, call.Body, call.Id, reason, time.GetUtcNow(), kind);
            ledger.Flush();
        }
    }

    private string? InstrumentOf(string? account, WriteCall call)
    {
        lock (exchange.Gate)
        {
            return call.Text("ticker")
                ?? floor.Accounts.Find(account)?.Orders.GetValueOrDefault(call.Id)?.Ticker
                ?? call.Items.Select(i => new Fields(i).Text("ticker")).FirstOrDefault(t => t is not null);
        }
    }

    private static string Reason(Outcome outcome)
    {
        using var written = JsonDocument.Parse(JsonAnswer.Bytes(outcome.Write));
        var body = written.RootElement.TryGetProperty("error", out var error) ? error : written.RootElement;
        var code = new Fields(body).Text("code") ?? "";
        return new Fields(body).Text("details") is { } details ? $"{code}: {details}" : code;
    }

    private static Refusal Undecodable(WriteCall call) =>
        call.Context.Request.HasJsonContentType()
            ? Refusal.Undecodable("the body is not a JSON object")
            : Refusal.WrongContentType;

    /// <summary>A body may be left out where a route says everything; one that is there must be an object.</summary>
    private static async Task<WriteCall> ReadAsync(HttpContext context, string operation)
    {
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        if (buffer.Length == 0)
        {
            var needs = operation is "create" or "amend" or "decrease" or "batch_create" or "batch_cancel";
            return new WriteCall(context, operation, default, !needs);
        }
        try
        {
            using var document = JsonDocument.Parse(buffer.ToArray());
            var body = document.RootElement.Clone();
            var readable = body.ValueKind is JsonValueKind.Object && context.Request.HasJsonContentType();
            return new WriteCall(context, operation, body, readable);
        }
        catch (JsonException)
        {
            return new WriteCall(context, operation, default, false);
        }
    }
}
