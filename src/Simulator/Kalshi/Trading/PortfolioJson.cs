using System.Globalization;
using System.Text.Json;

namespace Strikeboard.Simulator.Kalshi.Trading;

/// <summary>The REST objects of an account, field by field.</summary>
internal static class PortfolioJson
{
    public static string Fee(decimal dollars) => dollars.ToString("0.000000", CultureInfo.InvariantCulture);

    public static long WholeCents(decimal dollars) => (long)Math.Floor(dollars * 100);

    public static void Sides(Utf8JsonWriter w, OrderSide side)
    {
        w.WriteString("outcome_side", Words.Outcome(side));
        w.WriteString("book_side", Words.Name(side));
    }

    public static void Figures(Utf8JsonWriter w, Order order, long remaining)
    {
        w.WriteString("yes_price_dollars", KalshiText.Dollars(order.Cents));
        w.WriteString("no_price_dollars", KalshiText.Dollars(100 - order.Cents));
        w.WriteString("initial_count_fp", KalshiText.Count(order.Initial));
        w.WriteString("fill_count_fp", KalshiText.Count(order.Filled));
        w.WriteString("remaining_count_fp", KalshiText.Count(remaining));
        w.WriteString("taker_fill_cost_dollars", KalshiText.Dollars(order.TakerCost));
        w.WriteString("maker_fill_cost_dollars", KalshiText.Dollars(order.MakerCost));
        w.WriteString("taker_fees_dollars", KalshiText.Dollars(order.TakerFees));
        w.WriteString("maker_fees_dollars", KalshiText.Dollars(order.MakerFees));
    }

    /// <param name="stale">Shown as it was before its cancel, as the venue does to reads that come too early.</param>
    public static void Order(Utf8JsonWriter w, Order order, bool stale = false)
    {
        w.WriteStartObject();
        w.WriteString("order_id", order.Id);
        w.WriteString("user_id", order.Account.UserId);
        w.WriteString("client_order_id", order.ClientId ?? "");
        w.WriteString("ticker", order.Ticker);
        Sides(w, order.Side);
        w.WriteString("type", "limit");
        w.WriteString("status", Words.Name(stale ? OrderStatus.Resting : order.Status));
        Figures(w, order, stale ? order.CancelledRemaining : order.Remaining);
        w.WriteString("expiration_time", order.Terms.ExpiresAt is { } at ? KalshiText.Time(at) : null);
        w.WriteString("created_time", KalshiText.Time(order.CreatedAt));
        w.WriteString("last_update_time", KalshiText.Time(order.UpdatedAt));
        w.WriteString("self_trade_prevention_type", Words.Name(order.Terms.SelfTrade));
        w.WriteString("order_group_id", order.Terms.Group);
        w.WriteBoolean("cancel_order_on_pause", order.Terms.CancelOnPause);
        w.WriteString("last_update_reason", stale ? null : order.Reason);
        w.WriteNumber("subaccount_number", 0);
        w.WriteNumber("exchange_index", order.Shard);
        w.WriteEndObject();
    }

    public static void Fill(Utf8JsonWriter w, Fill fill)
    {
        w.WriteStartObject();
        w.WriteString("fill_id", fill.TradeId);
        w.WriteString("trade_id", fill.TradeId);
        w.WriteString("order_id", fill.Order.Id);
        w.WriteString("ticker", fill.Order.Ticker);
        w.WriteString("market_ticker", fill.Order.Ticker);
        Sides(w, fill.Order.Side);
        w.WriteString("count_fp", KalshiText.Count(fill.Count));
        w.WriteString("yes_price_dollars", KalshiText.Dollars(fill.Cents));
        w.WriteString("no_price_dollars", KalshiText.Dollars(100 - fill.Cents));
        w.WriteBoolean("is_taker", fill.IsTaker);
        w.WriteString("created_time", KalshiText.Time(fill.At));
        w.WriteNumber("ts", fill.At.ToUnixTimeSeconds());
        w.WriteString("fee_cost", Fee(fill.Fee));
        w.WriteNumber("subaccount_number", 0);
        w.WriteNumber("exchange_index", fill.Order.Shard);
        w.WriteEndObject();
    }

    public static void MarketPosition(Utf8JsonWriter w, Position position)
    {
        w.WriteStartObject();
        w.WriteString("ticker", position.Ticker);
        w.WriteNumber("exchange_index", position.Shard);
        w.WriteString("position_fp", KalshiText.Count(position.Count));
        w.WriteString("market_exposure_dollars", KalshiText.Dollars(position.Cost));
        Totals(w, [position]);
        w.WriteString("last_updated_ts", KalshiText.Time(position.UpdatedAt));
        w.WriteEndObject();
    }

    public static void EventPosition(Utf8JsonWriter w, string ticker, IReadOnlyList<Position> positions)
    {
        w.WriteStartObject();
        w.WriteString("event_ticker", ticker);
        w.WriteNumber("exchange_index", positions[0].Shard);
        w.WriteString("event_exposure_dollars", KalshiText.Dollars(positions.Sum(p => p.Cost)));
        w.WriteString("total_cost_shares_fp", KalshiText.Count(positions.Sum(p => Math.Abs(p.Count))));
        Totals(w, positions);
        w.WriteEndObject();
    }

    public static void Settlement(Utf8JsonWriter w, Settlement settled)
    {
        w.WriteStartObject();
        w.WriteString("ticker", settled.Ticker);
        w.WriteString("event_ticker", Words.EventOf(settled.Ticker));
        w.WriteNumber("exchange_index", KalshiExchange.Shard);
        w.WriteString("market_result", KalshiText.Result(settled.Yes));
        w.WriteString("yes_count_fp", KalshiText.Count(Math.Max(0, settled.Count)));
        w.WriteString("yes_total_cost_dollars", KalshiText.Dollars(settled.Count > 0 ? settled.Cost : 0));
        w.WriteString("no_count_fp", KalshiText.Count(Math.Max(0, -settled.Count)));
        w.WriteString("no_total_cost_dollars", KalshiText.Dollars(settled.Count < 0 ? settled.Cost : 0));
        w.WriteNumber("revenue", WholeCents(settled.Paid));
        w.WriteString("settled_time", KalshiText.Time(settled.At));
        w.WriteString("fee_cost", Fee(settled.Fees));
        w.WriteNumber("value", settled.Yes ? 100 : 0);
        w.WriteEndObject();
    }

    public static void Group(Utf8JsonWriter w, OrderGroup group, IEnumerable<Order>? orders)
    {
        w.WriteStartObject();
        w.WriteString(orders is null ? "id" : "order_group_id", group.Id);
        w.WriteNumber("exchange_index", group.Shard);
        w.WriteString("contracts_limit_fp", KalshiText.Count(group.Limit));
        w.WriteBoolean("is_auto_cancel_enabled", true);
        w.WriteBoolean("is_triggered", group.Triggered);
        if (orders is not null)
        {
            w.WriteStartArray("orders");
            foreach (var order in orders)
            {
                w.WriteStringValue(order.Id);
            }
            w.WriteEndArray();
        }
        w.WriteEndObject();
    }

    private static void Totals(Utf8JsonWriter w, IReadOnlyList<Position> positions)
    {
        w.WriteString("total_traded_dollars", KalshiText.Dollars(positions.Sum(p => p.Traded)));
        w.WriteString("realized_pnl_dollars", KalshiText.Dollars(positions.Sum(p => p.Realised)));
        w.WriteString("fees_paid_dollars", KalshiText.Dollars(positions.Sum(p => p.Fees)));
    }
}
