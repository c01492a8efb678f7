using System.Text.Json;
using Strikeboard.Simulator.Sockets;

namespace Strikeboard.Simulator.Kalshi.Trading;

/// <summary>The `msg` of each frame of an account's own channels.</summary>
internal static class UserFrames
{
    public static byte[] Fill(Fill fill, Position position) =>
        Body(w =>
        {
            var order = fill.Order;
            w.WriteString("trade_id", fill.TradeId);
            w.WriteString("order_id", order.Id);
            if (order.ClientId is { } client)
            {
                w.WriteString("client_order_id", client);
            }
            w.WriteString("market_ticker", order.Ticker);
            w.WriteNumber("exchange_index", order.Shard);
            w.WriteBoolean("is_taker", fill.IsTaker);
            w.WriteString("side", "yes");
            w.WriteString("action", order.Side is OrderSide.Bid ? "buy" : "sell");
            PortfolioJson.Sides(w, order.Side);
            w.WriteString("yes_price_dollars", KalshiText.Dollars(fill.Cents));
            w.WriteString("count_fp", KalshiText.Count(fill.Count));
            w.WriteString("fee_cost", PortfolioJson.Fee(fill.Fee));
            w.WriteString("post_position_fp", KalshiText.Count(position.Count));
            w.WriteString("purchased_side", Words.Outcome(order.Side));
            w.WriteNumber("subaccount", 0);
            w.WriteNumber("ts", fill.At.ToUnixTimeSeconds());
            w.WriteNumber("ts_ms", fill.At.ToUnixTimeMilliseconds());
        });

    public static byte[] Order(Order order) =>
        Body(w =>
        {
            w.WriteString("order_id", order.Id);
            w.WriteString("user_id", order.Account.UserId);
            w.WriteString("client_order_id", order.ClientId ?? "");
            w.WriteString("ticker", order.Ticker);
            w.WriteString("status", Words.Name(order.Status));
            PortfolioJson.Sides(w, order.Side);
            PortfolioJson.Figures(w, order, order.Remaining);
            w.WriteString("self_trade_prevention_type", Words.Name(order.Terms.SelfTrade));
            if (order.Terms.Group is { } group)
            {
                w.WriteString("order_group_id", group);
            }
            if (order.Terms.ExpiresAt is { } expires)
            {
                w.WriteNumber("expiration_ts_ms", expires.ToUnixTimeMilliseconds());
            }
            if (order.Reason is { } reason)
            {
                w.WriteString("last_update_reason", reason);
            }
            w.WriteNumber("exchange_index", order.Shard);
            w.WriteNumber("subaccount_number", 0);
            w.WriteNumber("created_ts_ms", order.CreatedAt.ToUnixTimeMilliseconds());
            w.WriteNumber("last_updated_ts_ms", order.UpdatedAt.ToUnixTimeMilliseconds());
        });

    public static byte[] Position(Position position) =>
        Body(w =>
        {
            w.WriteString("market_ticker", position.Ticker);
            w.WriteNumber("exchange_index", position.Shard);
            w.WriteString("position_fp", KalshiText.Count(position.Count));
            w.WriteString("position_cost_dollars", KalshiText.Dollars(position.Cost));
            w.WriteString("realized_pnl_dollars", KalshiText.Dollars(position.Realised));
            w.WriteString("fees_paid_dollars", KalshiText.Dollars(position.Fees));
            w.WriteString("position_fee_cost_dollars", KalshiText.Dollars(position.Fees));
            w.WriteString("volume_fp", KalshiText.Count(position.Volume));
        });

    private static byte[] Body(Action<Utf8JsonWriter> fields) =>
        JsonAnswer.Bytes(w =>
        {
            w.WriteStartObject();
            fields(w);
            w.WriteEndObject();
        });
}
