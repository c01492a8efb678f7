using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Strikeboard.Exchanges.Http;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Kalshi.Trading;

/// <summary>
/// Orders in the venue's words. Its book has one side, Yes: buying No at q is selling Yes at 1 − q. Prices and counts travel as
/// text, for numbers are refused.
/// </summary>
internal static class KalshiOrderJson
{
    public static byte[] Write(OrderRequest order)
    {
        var buffer = new ArrayBufferWriter<byte>(400);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("ticker", order.Instrument);
            json.WriteString("side", BuysYes(order) ? "bid" : "ask");
            json.WriteString("count", order.Quantity.ToString("0.00", CultureInfo.InvariantCulture));
            json.WriteString("price", YesPrice(order).ToString("0.0000##", CultureInfo.InvariantCulture));
            json.WriteString("time_in_force", order.ExpiresAt is null ? "immediate_or_cancel" : "good_till_canceled");
            json.WriteString("self_trade_prevention_type", "taker_at_cross");
            json.WriteString("client_order_id", order.ClientOrderId);
            if (order.ExpiresAt is { } expires)
                json.WriteNumber("expiration_time", expires.ToUnixTimeSeconds());
            if (order.Purpose == IntentPurpose.Exit)
                json.WriteBoolean("reduce_only", true);
            json.WriteNumber("exchange_index", order.ExchangeIndex);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Null where the answer names no order of ours: then nobody knows what the venue did.</summary>
    public static OrderReport? ReadPlaced(JsonElement json, OrderRequest order)
    {
        if (json.Text("order_id") is not { Length: > 0 } id || json.Number("fill_count") is not { } filled)
            return null;
        if (json.Text("client_order_id") is { Length: > 0 } named && named != order.ClientOrderId)
            return null;
        var remaining = json.Number("remaining_count") ?? 0m;
        return new OrderReport
        {
            ClientOrderId = order.ClientOrderId,
            VenueOrderId = id,
            Filled = filled,
            State =
                remaining > 0 ? ReportedState.Working
                : filled >= order.Quantity ? ReportedState.Filled
                : ReportedState.Cancelled,
        };
    }

    public static VenueOrder? ReadOrder(JsonElement json)
    {
        if (
            json.Text("order_id") is not { Length: > 0 } id
            || json.Text("ticker") is not { Length: > 0 } ticker
            || json.Number("initial_count_fp") is not { } quantity
            || json.Number("fill_count_fp") is not { } filled
            || json.Number("yes_price_dollars") is not { } price
            || ReadBuysYes(json) is not { } buysYes
            || ReadState(json) is not { } state
        )
            return null;
        return new VenueOrder
        {
            VenueOrderId = id,
            ClientOrderId = json.Text("client_order_id") ?? "",
            Instrument = ticker,
            BuysYes = buysYes,
            YesPrice = price,
            Quantity = quantity,
            Filled = filled,
            Remaining = json.Number("remaining_count_fp") ?? 0m,
            State = state,
            UpdatedAt = json.Time("last_update_time"),
            ExchangeIndex = json.Integer("exchange_index") ?? 0,
        };
    }

    public static VenueFill? ReadFill(JsonElement json)
    {
        if (
            json.Text("trade_id") is not { Length: > 0 } trade
            || json.Text("order_id") is not { Length: > 0 } order
            || (json.Text("market_ticker") ?? json.Text("ticker")) is not { Length: > 0 } ticker
            || json.Number("count_fp") is not (> 0m and var quantity)
            || json.Number("yes_price_dollars") is not (>= 0m and <= 1m and var price)
            || ReadBuysYes(json) is not { } buysYes
        )
            return null;
        return new VenueFill
        {
            // One trade may meet two orders of one account: the order is part of its name.
            TradeId = $"{trade}/{order}",
            VenueOrderId = order,
            Instrument = ticker,
            BoughtYes = buysYes,
            YesPrice = price,
            Quantity = quantity,
            Fee = json.Number("fee_cost") ?? 0m,
            At = json.Time("created_time") ?? ReadMoment(json),
        };
    }

    public static VenuePosition? ReadPosition(JsonElement json) =>
        json.Text("ticker") is { Length: > 0 } ticker && json.Number("position_fp") is { } quantity
            ? new VenuePosition(
                ticker,
                quantity,
                json.Number("market_exposure_dollars") ?? 0m,
                json.Number("realized_pnl_dollars") ?? 0m,
                json.Number("fees_paid_dollars") ?? 0m
            )
            : null;

    public static VenueSettlement? ReadSettlement(JsonElement json)
    {
        if (
            json.Text("ticker") is not { Length: > 0 } ticker
            || KalshiMarketRow.ReadSide(json.Text("market_result")) is not { } result
            || json.Number("revenue") is not { } cents
            || json.Time("settled_time") is not { } at
        )
            return null;
        var quantity = (json.Number("yes_count_fp") ?? 0m) - (json.Number("no_count_fp") ?? 0m);
        return new VenueSettlement(ticker, result, quantity, cents / 100m, json.Number("fee_cost") ?? 0m, at);
    }

    public static VenueBalance ReadBalance(JsonElement json)
    {
        var shards = new Dictionary<int, decimal>();
        foreach (var item in json.Items("balance_breakdown"))
        {
            // Whole cents are what every version of the venue says; the finer figure is newer.
            var dollars = item.Number("balance_dollars") ?? item.Number("balance") / 100m;
            if (item.Integer("exchange_index") is { } shard && dollars is { } balance)
                shards[shard] = balance;
        }
        return shards.Count > 0 ? new VenueBalance(shards) : throw new FormatException("a balance without its shards");
    }

    /// <summary>
    /// All items, or none: a row that cannot be read might be the very order whose absence would be concluded from the rest.
    /// </summary>
    public static KalshiPage<T> ReadPage<T>(JsonElement json, string name, Func<JsonElement, T?> read)
        where T : class
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out _))
            throw new FormatException($"an answer without {name}");
        var rows = new List<T>();
        foreach (var item in json.Items(name))
            rows.Add(read(item) ?? throw new FormatException($"a row of {name} that cannot be read"));
        return new KalshiPage<T>(rows, json.Text("cursor") ?? "");
    }

    private static bool BuysYes(OrderRequest order) => order.Side == Side.Yes == (order.Purpose == IntentPurpose.Entry);

    private static decimal YesPrice(OrderRequest order) =>
        order.Side == Side.Yes ? order.LimitPrice : 1m - order.LimitPrice;

    private static bool? ReadBuysYes(JsonElement json) =>
        json.Text("book_side") switch
        {
            "bid" => true,
            "ask" => false,
            _ => null,
        };

    private static ReportedState? ReadState(JsonElement json) =>
        json.Text("status") switch
        {
            "resting" => ReportedState.Working,
            "executed" => ReportedState.Filled,
            "canceled" when json.Text("last_update_reason") == "ExpiryCancel" => ReportedState.Expired,
            "canceled" => ReportedState.Cancelled,
            _ => null,
        };

    private static DateTimeOffset ReadMoment(JsonElement json) =>
        json.Number("ts_ms") is { } milliseconds ? DateTimeOffset.UnixEpoch.AddMilliseconds((double)milliseconds)
        : json.Number("ts") is { } seconds ? DateTimeOffset.UnixEpoch.AddSeconds((double)seconds)
        : DateTimeOffset.UnixEpoch;
}
