using System.Text.Json;
using Strikeboard.Simulator.Kalshi.Trading;
using Strikeboard.Simulator.Sockets;

namespace Strikeboard.Simulator.Kalshi;

/// <summary>The `msg` of each frame, written once and shared by everyone who gets it.</summary>
internal static class Frames
{
    public static byte[] BookSnapshot(Market market, bool useYesPrice) =>
        Body(
            market,
            w =>
            {
                Levels(w, "yes_dollars_fp", market.Book.Ascending(BookSide.Yes));
                var no = market.Book.Ascending(BookSide.No);
                Levels(w, "no_dollars_fp", useYesPrice ? no.Reverse().Select(l => (100 - l.Cents, l.Size)) : no);
            }
        );

    /// <param name="own">The order behind the change, where the listener owns it.</param>
    public static byte[] BookDelta(
        Market market,
        LevelChange change,
        bool useYesPrice,
        DateTimeOffset now,
        Order? own = null
    ) =>
        Body(
            market,
            w =>
            {
                w.WriteString(
                    "price_dollars",
                    KalshiText.Dollars(useYesPrice && change.Side is BookSide.No ? 100 - change.Cents : change.Cents)
                );
                w.WriteString("delta_fp", KalshiText.Count(change.Delta));
                w.WriteString("side", KalshiText.Name(change.Side));
                if (own is not null)
                {
                    w.WriteString("client_order_id", own.ClientId ?? "");
                    w.WriteNumber("subaccount", 0);
                }
                w.WriteString("ts", KalshiText.Time(now));
                w.WriteNumber("ts_ms", now.ToUnixTimeMilliseconds());
            }
        );

    public static byte[] Ticker(Market market, DateTimeOffset now) =>
        Body(
            market,
            w =>
            {
                w.WriteString("price_dollars", KalshiText.Dollars(market.LastPriceCents));
                MarketJson.Quotes(w, market, yesOnly: true);
                w.WriteString("last_trade_size_fp", KalshiText.Count(market.LastTradeSize));
                w.WriteString("volume_fp", KalshiText.Count(market.Volume));
                w.WriteString("open_interest_fp", KalshiText.Count(market.OpenInterest));
                w.WriteNumber("dollar_volume", market.Volume / 100);
                w.WriteNumber("dollar_open_interest", market.OpenInterest / 100);
                w.WriteNumber("ts", now.ToUnixTimeSeconds());
                w.WriteNumber("ts_ms", now.ToUnixTimeMilliseconds());
                w.WriteString("time", KalshiText.Time(now));
            }
        );

    public static byte[] Trade(PublicTrade trade) =>
        JsonAnswer.Bytes(w =>
        {
            w.WriteStartObject();
            w.WriteString("trade_id", trade.Id);
            w.WriteString("market_ticker", trade.Ticker);
            w.WriteString("yes_price_dollars", KalshiText.Dollars(trade.YesCents));
            w.WriteString("no_price_dollars", KalshiText.Dollars(100 - trade.YesCents));
            w.WriteString("count_fp", KalshiText.Count(trade.Count));
            w.WriteString("taker_side", trade.TakerBuysYes ? "yes" : "no");
            w.WriteString("taker_outcome_side", trade.TakerBuysYes ? "yes" : "no");
            w.WriteString("taker_book_side", trade.TakerBuysYes ? "bid" : "ask");
            w.WriteBoolean("is_block_trade", false);
            w.WriteNumber("ts", trade.At.ToUnixTimeSeconds());
            w.WriteNumber("ts_ms", trade.At.ToUnixTimeMilliseconds());
            w.WriteEndObject();
        });

    public static byte[] MarketLifecycle(Market market, string what) =>
        JsonAnswer.Bytes(w =>
        {
            var held = market.Event;
            w.WriteStartObject();
            w.WriteString("event_type", what);
            w.WriteString("market_ticker", market.Ticker);
            w.WriteNumber("exchange_index", KalshiExchange.Shard);
            switch (what)
            {
                case "created":
                    w.WriteNumber("open_ts", held.Window.Open.ToUnixTimeSeconds());
                    w.WriteNumber("close_ts", held.Window.Close.ToUnixTimeSeconds());
                    w.WriteStartObject("additional_metadata");
                    w.WriteString("event_ticker", held.Ticker);
                    w.WriteString("yes_sub_title", KalshiText.SubTitle(market));
                    MarketJson.Strike(w, market);
                    w.WriteEndObject();
                    break;
                case "determined":
                    w.WriteString("result", KalshiText.Result(market.Result));
                    w.WriteNumber("determination_ts", held.DeterminedAt!.Value.ToUnixTimeSeconds());
                    w.WriteString("settlement_value", KalshiText.Dollars(market.Result is true ? 100 : 0));
                    break;
                case "settled":
                    w.WriteNumber("settled_ts", market.SettledAt!.Value.ToUnixTimeSeconds());
                    break;
            }
            w.WriteEndObject();
        });

    public static byte[] EventLifecycle(MarketEvent held) =>
        JsonAnswer.Bytes(w =>
        {
            w.WriteStartObject();
            w.WriteString("event_ticker", held.Ticker);
            w.WriteString("series_ticker", held.Series.Ticker);
            w.WriteString("title", MarketJson.EventTitle(held));
            w.WriteNumber("strike_date_ts", held.Window.Close.ToUnixTimeSeconds());
            w.WriteNumber("exchange_index", KalshiExchange.Shard);
            w.WriteEndObject();
        });

    private static byte[] Body(Market market, Action<Utf8JsonWriter> rest) =>
        JsonAnswer.Bytes(w =>
        {
            w.WriteStartObject();
            w.WriteString("market_ticker", market.Ticker);
            w.WriteString("market_id", market.Id);
            rest(w);
            w.WriteEndObject();
        });

    /// <summary>A side without bids is left out altogether.</summary>
    private static void Levels(Utf8JsonWriter w, string name, IEnumerable<(int Cents, long Size)> levels)
    {
        var held = levels.ToArray();
        if (held.Length > 0)
        {
            MarketJson.Levels(w, name, held);
        }
    }
}
