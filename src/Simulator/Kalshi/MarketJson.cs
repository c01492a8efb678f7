using System.Text.Json;

namespace Strikeboard.Simulator.Kalshi;

/// <summary>The REST objects, field by field.</summary>
internal static class MarketJson
{
    public static string EventTitle(MarketEvent held) =>
        $"{held.Series.Symbol} price at {EventCalendar.EasternText(held.Window.Close)}?";

    public static void Event(Utf8JsonWriter w, MarketEvent held, bool withMarkets, TimeSpan settlementTimer)
    {
        w.WriteStartObject();
        w.WriteString("event_ticker", held.Ticker);
        w.WriteString("series_ticker", held.Series.Ticker);
        w.WriteString("title", EventTitle(held));
        w.WriteString("sub_title", EventCalendar.EasternText(held.Window.Close));
        w.WriteString("collateral_return_type", held.Series.Shape is SeriesShape.Range ? "MECNET" : "DIRECNET");
        w.WriteBoolean("mutually_exclusive", held.Series.Shape is SeriesShape.Range);
        w.WriteString("category", "Crypto");
        w.WriteString("strike_date", KalshiText.Time(held.Window.Close));
        w.WriteString("strike_period", held.Window.Pace is EventPace.Hourly ? "hourly" : "ten_minutes");
        w.WriteString("last_updated_ts", KalshiText.Time(held.UpdatedAt));
        w.WriteNumber("exchange_index", KalshiExchange.Shard);
        if (withMarkets)
        {
            w.WriteStartArray("markets");
            foreach (var market in held.Markets)
            {
                Market(w, market, settlementTimer);
            }
            w.WriteEndArray();
        }
        w.WriteEndObject();
    }

    public static void Market(Utf8JsonWriter w, Market market, TimeSpan settlementTimer)
    {
        var window = market.Event.Window;
        w.WriteStartObject();
        w.WriteString("ticker", market.Ticker);
        w.WriteString("event_ticker", market.Event.Ticker);
        w.WriteString("market_type", "binary");
        w.WriteString("title", EventTitle(market.Event));
        w.WriteString("yes_sub_title", KalshiText.SubTitle(market));
        w.WriteString("no_sub_title", KalshiText.SubTitle(market));
        w.WriteString("created_time", KalshiText.Time(window.ListedAt));
        w.WriteString("updated_time", KalshiText.Time(market.UpdatedAt));
        w.WriteString("open_time", KalshiText.Time(window.Open));
        w.WriteString("close_time", KalshiText.Time(window.Close));
        w.WriteString("expected_expiration_time", KalshiText.Time(window.Close.AddMinutes(5)));
        w.WriteString("latest_expiration_time", KalshiText.Time(window.Close.AddDays(7)));
        w.WriteNumber("settlement_timer_seconds", (long)settlementTimer.TotalSeconds);
        w.WriteString("status", KalshiText.Name(market.Status));
        Quotes(w, market, yesOnly: false);
        Figures(w, market);
        Settlement(w, market);
        Strike(w, market);
        w.WriteString("rules_primary", KalshiText.Rules(market));
        w.WriteString(
            "rules_secondary",
            "Sixty index prices are collected in the last minute, averaged and rounded to two decimals; the rounded value is compared."
        );
        w.WriteBoolean("can_close_early", true);
        w.WriteBoolean("is_provisional", false);
        w.WriteNumber("exchange_index", KalshiExchange.Shard);
        PriceGrid(w);
        w.WriteEndObject();
    }

    public static void Quotes(Utf8JsonWriter w, Market market, bool yesOnly)
    {
        var (yes, no) = (market.YesBid, market.NoBid);
        w.WriteString("yes_bid_dollars", KalshiText.Dollars(yes));
        w.WriteString("yes_ask_dollars", KalshiText.Dollars(100 - no));
        w.WriteString("yes_bid_size_fp", KalshiText.Count(market.Book.Size(BookSide.Yes, yes)));
        w.WriteString("yes_ask_size_fp", KalshiText.Count(market.Book.Size(BookSide.No, no)));
        if (!yesOnly)
        {
            w.WriteString("no_bid_dollars", KalshiText.Dollars(no));
            w.WriteString("no_ask_dollars", KalshiText.Dollars(100 - yes));
        }
    }

    public static void Strike(Utf8JsonWriter w, Market market)
    {
        w.WriteString("strike_type", KalshiText.Name(market.StrikeType));
        if (market.Floor is { } floor)
        {
            w.WriteNumber("floor_strike", floor);
        }
        if (market.Cap is { } cap)
        {
            w.WriteNumber("cap_strike", cap);
        }
        w.WriteStartObject("custom_strike");
        w.WriteString("round_digits", "2");
        w.WriteEndObject();
    }

    public static void Levels(Utf8JsonWriter w, string name, IEnumerable<(int Cents, long Size)> levels)
    {
        w.WriteStartArray(name);
        foreach (var (cents, size) in levels)
        {
            w.WriteStartArray();
            w.WriteStringValue(KalshiText.Dollars(cents));
            w.WriteStringValue(KalshiText.Count(size));
            w.WriteEndArray();
        }
        w.WriteEndArray();
    }

    /// <param name="depth">Best levels of each side; 0 for all.</param>
    public static void Book(Utf8JsonWriter w, Market market, int depth)
    {
        w.WriteStartObject("orderbook_fp");
        foreach (var side in Enum.GetValues<BookSide>())
        {
            var levels = market.Book.Ascending(side).ToArray();
            Levels(w, $"{KalshiText.Name(side)}_dollars", depth > 0 ? levels.TakeLast(depth) : levels);
        }
        w.WriteEndObject();
    }

    public static void Trade(Utf8JsonWriter w, PublicTrade trade)
    {
        w.WriteStartObject();
        w.WriteString("trade_id", trade.Id);
        w.WriteString("ticker", trade.Ticker);
        w.WriteString("count_fp", KalshiText.Count(trade.Count));
        w.WriteString("yes_price_dollars", KalshiText.Dollars(trade.YesCents));
        w.WriteString("no_price_dollars", KalshiText.Dollars(100 - trade.YesCents));
        w.WriteString("taker_outcome_side", trade.TakerBuysYes ? "yes" : "no");
        w.WriteString("taker_book_side", trade.TakerBuysYes ? "bid" : "ask");
        w.WriteString("created_time", KalshiText.Time(trade.At));
        w.WriteBoolean("is_block_trade", false);
        w.WriteEndObject();
    }

    public static void Series(Utf8JsonWriter w, SeriesSpec series, DateTimeOffset now)
    {
        w.WriteStartObject();
        w.WriteString("ticker", series.Ticker);
        w.WriteString("frequency", "hourly");
        w.WriteString("title", series.Title);
        w.WriteString("category", "Crypto");
        w.WriteStartArray("categories");
        w.WriteStringValue("Crypto");
        w.WriteEndArray();
        w.WriteStartArray("tags");
        w.WriteStringValue(series.Symbol);
        w.WriteEndArray();
        w.WriteStartArray("settlement_sources");
        w.WriteStartObject();
        w.WriteString("name", $"CF Benchmarks {series.IndexName} (simulated)");
        w.WriteString("url", "");
        w.WriteEndObject();
        w.WriteEndArray();
        w.WriteString("fee_type", "quadratic");
        w.WriteNumber("fee_multiplier", 1);
        w.WriteNumber("exchange_index", KalshiExchange.Shard);
        w.WriteString("last_updated_ts", KalshiText.Time(now));
        w.WriteEndObject();
    }

    private static void Figures(Utf8JsonWriter w, Market market)
    {
        w.WriteString("last_price_dollars", KalshiText.Dollars(market.LastPriceCents));
        w.WriteString("previous_price_dollars", KalshiText.Dollars(market.PreviousPriceCents));
        w.WriteString("volume_fp", KalshiText.Count(market.Volume));
        w.WriteString("volume_24h_fp", KalshiText.Count(market.Volume));
        w.WriteString("open_interest_fp", KalshiText.Count(market.OpenInterest));
        w.WriteString("notional_value_dollars", "1.0000");
    }

    private static void Settlement(Utf8JsonWriter w, Market market)
    {
        w.WriteString("result", KalshiText.Result(market.Result));
        if (market.Result is { } yes)
        {
            w.WriteString("settlement_value_dollars", KalshiText.Dollars(yes ? 100 : 0));
            w.WriteString(
                "expiration_value",
                market.Event.ExpirationValue!.Value.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)
            );
        }
        if (market.SettledAt is { } at)
        {
            w.WriteString("settlement_ts", KalshiText.Time(at));
        }
    }

    private static void PriceGrid(Utf8JsonWriter w)
    {
        w.WriteString("price_level_structure", "linear_cent");
        w.WriteStartArray("price_ranges");
        w.WriteStartObject();
        w.WriteString("start", "0.0000");
        w.WriteString("end", "1.0000");
        w.WriteString("step", "0.0100");
        w.WriteEndObject();
        w.WriteEndArray();
    }
}
