using System.Globalization;
using System.Text.Json;
using Strikeboard.Simulator.Control;

namespace Strikeboard.Simulator.Kalshi.Trading;

/// <summary>Writes down every request that came in and every no it got, before and whatever else happens to it.</summary>
internal sealed class Register(Ledger ledger)
{
    public void Received(string? account, WriteCall call, DateTimeOffset now)
    {
        if (call.Items is { Count: > 0 } items)
        {
            foreach (var item in items)
            {
                ledger.Append(Line(Kinds.Received, account, call.Operation, item, now));
            }
            return;
        }
        var line = Line(Kinds.Received, account, call.Operation, call.Body, now);
        ledger.Append(call.Id.Length > 0 ? line with { OrderId = call.Id } : line);
    }

    /// <param name="item">The part of the request it is about.</param>
    public void Refused(
        string? account,
        string operation,
        JsonElement item,
        string? orderId,
        string reason,
        DateTimeOffset now,
        string kind = Kinds.Refused
    )
    {
        var line = Line(kind, account, operation, item, now) with { Reason = reason };
        ledger.Append(string.IsNullOrEmpty(orderId) ? line : line with { OrderId = orderId });
    }

    private static LedgerLine Line(string kind, string? account, string operation, JsonElement body, DateTimeOffset now)
    {
        var fields = new Fields(body);
        return new LedgerLine
        {
            At = now,
            Venue = KalshiExchange.Venue,
            Account = account,
            Kind = kind,
            Operation = operation,
            ClientOrderId = fields.Text("client_order_id"),
            OrderId = fields.Text("order_id"),
            Instrument = fields.Text("ticker"),
            Side = fields.Text("side"),
            Quantity = Number(fields.Text("count")),
            Price = Number(fields.Text("price")),
        };
    }

    private static decimal? Number(string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
