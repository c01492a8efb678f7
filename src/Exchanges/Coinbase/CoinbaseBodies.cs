using System.Text.Json;
using Strikeboard.Exchanges.Http;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Coinbase;

/// <summary>The bodies of REST answers to values. A body that makes no sense is a <see cref="FormatException"/>.</summary>
internal static class CoinbaseBodies
{
    private const int MostCandles = 5_000;
    private const decimal LatestSecond = 4_102_444_800m;

    public static CoinbaseQuote ReadTicker(JsonElement json)
    {
        foreach (var trade in json.Items("trades"))
        {
            var (bid, ask) = (json.Number("best_bid"), json.Number("best_ask"));
            if (
                trade.Number("price") is not (> 0m and < CoinbaseDecoder.HighestPrice)
                || trade.Time("time") is not { } time
            )
                break;
            if (bid > ask || bid >= CoinbaseDecoder.HighestPrice || ask >= CoinbaseDecoder.HighestPrice)
                break;
            return new CoinbaseQuote(trade.Number("price")!.Value, Positive(bid), Positive(ask), time);
        }
        throw new FormatException("a ticker without a trade that makes sense");
    }

    public static List<Candle> ReadCandles(JsonElement json, TimeSpan length)
    {
        var candles = new List<Candle>();
        foreach (var item in json.Items("candles"))
        {
            if (ReadCandle(item, length) is { } candle && candles.Count < MostCandles)
                candles.Add(candle);
        }
        return candles;
    }

    private static Candle? ReadCandle(JsonElement json, TimeSpan length)
    {
        if (
            json.Number("start") is not { } start
            || start is < 0 or > LatestSecond
            || json.Number("open") is not { } open
            || json.Number("high") is not { } high
            || json.Number("low") is not { } low
            || json.Number("close") is not { } close
        )
            return null;
        var sane =
            low > 0m
            && low <= open
            && low <= close
            && open <= high
            && close <= high
            && high < CoinbaseDecoder.HighestPrice;
        var at = DateTimeOffset.FromUnixTimeSeconds((long)start);
        return sane ? new Candle(at, length, open, high, low, close, json.Number("volume") ?? 0m) : null;
    }

    private static decimal? Positive(decimal? price) => price > 0m ? price : null;
}
