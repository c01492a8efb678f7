using System.Text.Json;

namespace Strikeboard.Simulator.Kalshi.Trading;

/// <summary>A new order as it came over the wire, understood but not yet judged.</summary>
internal sealed record OrderRequest(
    string Ticker,
    string? ClientId,
    OrderSide Side,
    long Count,
    int Cents,
    OrderTerms Terms,
    string? Source = null
)
{
    /// <summary>What comes first is what the venue's decoder would trip over; then what its rules forbid.</summary>
    public static (OrderRequest? Request, Refusal? Refusal) Read(JsonElement body)
    {
        var fields = new Fields(body);
        var (ticker, side) = (fields.Text("ticker"), fields.Text("side"));
        var (count, price) = (fields.Text("count"), fields.Text("price"));
        var (time, rule) = (fields.Text("time_in_force"), fields.Text("self_trade_prevention_type"));
        var terms = (
            PostOnly: fields.Flag("post_only"),
            ReduceOnly: fields.Flag("reduce_only"),
            OnPause: fields.Flag("cancel_order_on_pause"),
            Expires: fields.Number("expiration_time"),
            Group: fields.Text("order_group_id")
        );
        var client = fields.Text("client_order_id");
        fields.Number("exchange_index");
        fields.Number("subaccount");
        if (fields.Fault is { } fault)
        {
            return (null, Refusal.Undecodable(fault));
        }
        if (string.IsNullOrEmpty(ticker) || count is null || price is null)
        {
            return (null, Refusal.Invalid("ticker, count and price are required"));
        }
        if (Words.Side(side) is not { } known)
        {
            return (null, Refusal.Invalid("side must be bid or ask"));
        }
        if (Words.Time(time) is not { } inForce)
        {
            return (null, Refusal.Invalid("time_in_force is not known"));
        }
        if (Words.Rule(rule) is not { } selfTrade)
        {
            return (null, Refusal.Invalid("self_trade_prevention_type is not known"));
        }
        if (Units.Count(count) is not { } contracts)
        {
            return (null, Refusal.InvalidSize);
        }
        if (Units.Price(price) is not { } cents)
        {
            return (null, Refusal.InvalidPrice);
        }
        if (terms.Expires is { } seconds && (inForce is not TimeInForce.GoodTillCanceled || seconds > 253_402_300_799))
        {
            return (null, Refusal.Invalid("expiration_time goes with good_till_canceled alone"));
        }
        return (
            new OrderRequest(
                ticker,
                string.IsNullOrEmpty(client) ? null : client,
                known,
                contracts,
                cents,
                new OrderTerms(
                    inForce,
                    selfTrade,
                    terms.PostOnly,
                    terms.ReduceOnly,
                    terms.OnPause,
                    terms.Expires is { } at ? DateTimeOffset.FromUnixTimeSeconds(Math.Max(0, at)) : null,
                    string.IsNullOrEmpty(terms.Group) ? null : terms.Group
                )
            ),
            null
        );
    }
}

/// <summary>Reads members of a body strictly, as the venue does: a number where a string belongs is a fault.</summary>
internal sealed class Fields(JsonElement body)
{
    public string? Fault { get; private set; }

    public string? Text(string name) =>
        Value(name) switch
        {
            null => null,
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            _ => Complain<string>(name, "a string"),
        };

    public bool Flag(string name) =>
        Value(name) switch
        {
            null or { ValueKind: JsonValueKind.False } => false,
            { ValueKind: JsonValueKind.True } => true,
            _ => Complain<object>(name, "a boolean") is not null,
        };

    public long? Number(string name)
    {
        if (Value(name) is not { } value)
        {
            return null;
        }
        if (value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out var number))
        {
            return number;
        }
        Complain<string>(name, "an integer");
        return null;
    }

    private JsonElement? Value(string name) =>
        body.ValueKind is JsonValueKind.Object
        && body.TryGetProperty(name, out var value)
        && value.ValueKind is not JsonValueKind.Null
            ? value
            : null;

    private T? Complain<T>(string name, string wanted)
        where T : class
    {
        Fault ??= $"{name} must be {wanted}";
        return null;
    }
}
