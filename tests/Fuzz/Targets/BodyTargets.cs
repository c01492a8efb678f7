using System.Text;
using System.Text.Json;
using Strikeboard.Exchanges.Coinbase;
using Strikeboard.Exchanges.Http;
using Strikeboard.Exchanges.Kalshi;
using Strikeboard.Model;

namespace Strikeboard.Fuzz;

internal static class BodyTargets
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static IFuzzTarget CoinbaseTicker() =>
        new BodyTarget<CoinbaseQuote>(
            "coinbase.ticker",
            CoinbaseBodies.ReadTicker,
            (quote, json) =>
            {
                var trade = json.ItemsOf("trades").FirstOrDefault();
                var (bid, ask) = (Positive(json.DecimalOf("best_bid")), Positive(json.DecimalOf("best_ask")));
                return
                    quote.Price is > 0m and < CoinbaseDecoder.HighestPrice
                    && trade.DecimalOf("price") == quote.Price
                    && trade.TimeOf("time") == quote.TradedAt
                    && (quote.BestBid, quote.BestAsk) == (bid, ask)
                    && !(bid > ask)
                    ? null
                    : $"{quote}";
            }
        );

    public static IFuzzTarget CoinbaseCandles() =>
        new BodyTarget<List<Candle>>(
            "coinbase.candles",
            json => CoinbaseBodies.ReadCandles(json, Minute),
            (candles, json) => Same(candles, json.ItemsOf("candles").Select(Candle).OfType<Candle>())
        );

    public static IFuzzTarget KalshiMarkets() =>
        new BodyTarget<KalshiPage<KalshiMarketRow>>(
            "kalshi.markets",
            json => KalshiBodies.ReadMarkets(json, FuzzTargets.Now),
            (page, json) => Same(page.Rows.Select(Words), json.ItemsOf("markets").Select(Words).OfType<string>())
        );

    public static IFuzzTarget KalshiStatus() =>
        new BodyTarget<KalshiStatus>(
            "kalshi.status",
            KalshiBodies.ReadStatus,
            (status, json) =>
            {
                var shards = json.ItemsOf("exchange_index_statuses")
                    .Where(s => s.IntegerOf("exchange_index") == KalshiOptions.CryptoShard)
                    .Append(json)
                    .ToList();
                return
                    status.ExchangeActive == shards.TrueForAll(s => Is(s, "exchange_active"))
                    && status.TradingActive == shards.TrueForAll(s => Is(s, "trading_active"))
                    && status.ResumesAt == json.TimeOf("exchange_estimated_resume_time")
                    ? null
                    : $"{status}";
            }
        );

    public static IFuzzTarget KalshiSchedule() =>
        new BodyTarget<List<MaintenanceWindow>>(
            "kalshi.schedule",
            KalshiBodies.ReadSchedule,
            (windows, json) =>
                json.Get("schedule") is not { ValueKind: JsonValueKind.Object } schedule
                    ? "no schedule"
                    : Same(
                        windows,
                        schedule
                            .ItemsOf("maintenance_windows")
                            .Select(w => (From: w.TimeOf("start_datetime"), To: w.TimeOf("end_datetime")))
                            .Where(w => w.From < w.To)
                            .Select(w => new MaintenanceWindow(w.From!.Value, w.To!.Value))
                            .OrderBy(w => w.From)
                    )
        );

    public static IFuzzTarget KalshiLimits() =>
        new BodyTarget<KalshiLimits>(
            "kalshi.limits",
            KalshiBodies.ReadLimits,
            (limits, json) =>
                json.Get("read")?.DecimalOf("refill_rate") is { } rate and >= 10m
                && (double)rate == limits.PerSecond
                && limits.Capacity >= limits.PerSecond
                    ? null
                    : $"{limits}"
        );

    public static IFuzzTarget KalshiError() => new ErrorTarget();

    private static bool Is(JsonElement json, string name) => json.Get(name) is { ValueKind: JsonValueKind.True };

    private static Candle? Candle(JsonElement json)
    {
        if (
            json.DecimalOf("start") is not (>= 0m and <= 4_102_444_800m)
            || json.DecimalOf("open") is not { } open
            || json.DecimalOf("high") is not { } high
            || json.DecimalOf("low") is not { } low
            || json.DecimalOf("close") is not { } close
            || low <= 0m
            || high >= CoinbaseDecoder.HighestPrice
            || Math.Min(open, close) < low
            || Math.Max(open, close) > high
        )
            return null;
        var start = DateTimeOffset.FromUnixTimeSeconds((long)json.DecimalOf("start")!.Value);
        return new Candle(start, Minute, open, high, low, close, json.DecimalOf("volume") ?? 0m);
    }

    /// <summary>What of a listed market matters, as text: ours from the values, theirs from the document.</summary>
    private static string Words(KalshiMarketRow row) =>
        FormattableString.Invariant(
            $"{row.Market.Ticker} {row.Market.EventTicker} {row.Market.StrikeType} {row.Market.FloorStrike} {row.Market.CapStrike} {row.Market.OpenTime:O} {row.Market.CloseTime:O} {row.Market.Result} {row.Market.SettlementValue} {row.Market.ExpirationValue} {row.Quote.YesBid?.Dollars} {row.Quote.YesAsk?.Dollars} {row.Quote.YesBidSize} {row.Quote.YesAskSize} {row.Quote.LastPrice?.Dollars} {row.Quote.Volume} {row.Quote.OpenInterest}"
        );

    private static string? Words(JsonElement json)
    {
        StrikeType? strike = json.TextOf("strike_type") switch
        {
            "greater" => StrikeType.Greater,
            "greater_or_equal" => StrikeType.GreaterOrEqual,
            "less" => StrikeType.Less,
            "less_or_equal" => StrikeType.LessOrEqual,
            "between" => StrikeType.Between,
            _ => null,
        };
        var (bid, ask) = (Quoted(json, "yes_bid_dollars"), Quoted(json, "yes_ask_dollars"));
        if (bid >= ask)
            (bid, ask) = (null, null);
        Side? result = json.TextOf("result") switch
        {
            "yes" => Side.Yes,
            "no" => Side.No,
            _ => null,
        };
        if (
            json.TextOf("ticker") is not { Length: > 0 } ticker
            || json.TextOf("event_ticker") is not { Length: > 0 } held
            || json.TimeOf("open_time") is not { } opens
            || json.TimeOf("close_time") is not { } closes
            || strike is null
        )
            return null;
        return FormattableString.Invariant(
            $"{ticker} {held} {strike} {json.DecimalOf("floor_strike")} {json.DecimalOf("cap_strike")} {opens:O} {closes:O} {result} {Paid(json)} {json.DecimalOf("expiration_value")} {bid} {ask} {(bid is null ? 0m : json.DecimalOf("yes_bid_size_fp") ?? 0m)} {(ask is null ? 0m : json.DecimalOf("yes_ask_size_fp") ?? 0m)} {Quoted(json, "last_price_dollars")} {json.DecimalOf("volume_fp") ?? 0m} {json.DecimalOf("open_interest_fp") ?? 0m}"
        );
    }

    private static decimal? Paid(JsonElement json) =>
        json.DecimalOf("settlement_value_dollars") is { } paid and >= 0m and <= 1m ? paid : null;

    private static decimal? Quoted(JsonElement json, string name) =>
        json.DecimalOf(name) is { } dollars and > 0m and < 1m ? dollars : null;

    private static decimal? Positive(decimal? value) => value > 0m ? value : null;

    private static string? Same<T>(IEnumerable<T> ours, IEnumerable<T> theirs)
    {
        var (we, they) = (ours.ToList(), theirs.ToList());
        return we.SequenceEqual(they)
            ? null
            : $"{string.Join(" | ", we.Except(they))} INSTEAD OF {string.Join(" | ", they.Except(we))} ({we.Count} of {they.Count})";
    }

    /// <summary>An error says no more than words: it must come back as one, short, whatever it was.</summary>
    private sealed class ErrorTarget : IFuzzTarget
    {
        private VenueError? _error;

        public string Name => "kalshi.error";

        public bool Decode(ReadOnlySpan<byte> frame)
        {
            _error = KalshiErrors.Parse(400, Encoding.UTF8.GetString(frame));
            return _error.Code.Length > 0;
        }

        public string? Disagreement(ReadOnlyMemory<byte> frame) =>
            _error is { Status: 400, Code.Length: <= 200, Message.Length: <= 200 } ? null : $"{_error}";
    }
}
