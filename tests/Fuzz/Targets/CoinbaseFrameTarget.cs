using System.Text.Json;
using Strikeboard.Exchanges.Coinbase;

namespace Strikeboard.Fuzz;

internal sealed class CoinbaseFrameTarget : IFuzzTarget
{
    private static readonly string[] Products = ["BTC-USD", "ETH-USD"];

    private readonly CoinbaseDecoder _decoder = new(Products);
    private readonly CoinbaseTicker[] _tickers = new CoinbaseTicker[CoinbaseDecoder.MostTickers];
    private CoinbaseFrame _frame;

    public string Name => "coinbase.frame";

    public bool Decode(ReadOnlySpan<byte> frame)
    {
        _frame = _decoder.Decode(frame, _tickers);
        return _frame.Kind != CoinbaseFrameKind.Malformed;
    }

    public string? Disagreement(ReadOnlyMemory<byte> frame)
    {
        using var document = SlowReading.Parse(frame);
        if (document is null || document.RootElement.ValueKind != JsonValueKind.Object)
            return "accepted, and not an object";
        var root = document.RootElement;
        if (root.TextOf("type") == "error")
            return _frame.Kind == CoinbaseFrameKind.Error ? null : "an error taken for something else";
        var kind = root.TextOf("channel") switch
        {
            null => CoinbaseFrameKind.Malformed,
            "ticker" => CoinbaseFrameKind.Ticker,
            "heartbeats" => CoinbaseFrameKind.Heartbeat,
            "subscriptions" => CoinbaseFrameKind.Subscriptions,
            _ => CoinbaseFrameKind.Other,
        };
        if (kind != _frame.Kind && !(kind == CoinbaseFrameKind.Malformed && _frame.Kind == CoinbaseFrameKind.Other))
            return $"{_frame.Kind} instead of {kind}";
        if (root.IntegerOf("sequence_num") != _frame.Sequence)
            return $"sequence {_frame.Sequence} instead of {root.IntegerOf("sequence_num")}";
        if (root.TimeOf("timestamp") != _frame.Time)
            return $"time {_frame.Time:O} instead of {root.TimeOf("timestamp"):O}";
        return kind == CoinbaseFrameKind.Ticker ? Compare(Tickers(root)) : null;
    }

    /// <summary>The decoder may leave out what it says it left out; what it gives must be there, in order.</summary>
    private string? Compare(List<CoinbaseTicker> wanted)
    {
        var next = 0;
        foreach (var ticker in _tickers.AsSpan(0, _frame.Tickers))
        {
            next = wanted.IndexOf(ticker, next) + 1;
            if (next == 0)
                return $"{ticker}, where the frame says {string.Join(", ", wanted)}";
        }
        return _frame.Rejected == 0 && _frame.Tickers != wanted.Count
            ? $"{_frame.Tickers} tickers, none rejected, of {wanted.Count}"
            : null;
    }

    private static List<CoinbaseTicker> Tickers(JsonElement root)
    {
        var found = new List<CoinbaseTicker>();
        foreach (var item in root.ItemsOf("events").SelectMany(e => e.ItemsOf("tickers")))
        {
            var product = Array.IndexOf(Products, item.TextOf("product_id"));
            if (
                product < 0
                || item.DecimalOf("price") is not (> 0m and < CoinbaseDecoder.HighestPrice)
                || !Side(item, "best_bid", out var bid)
                || !Side(item, "best_ask", out var ask)
                || bid > ask
            )
                continue;
            found.Add(new CoinbaseTicker(product, item.DecimalOf("price")!.Value, bid, ask));
        }
        return found;
    }

    private static bool Side(JsonElement ticker, string name, out decimal? price)
    {
        price = ticker.DecimalOf(name);
        var none =
            ticker.Get(name) is not { } value
            || value.ValueKind == JsonValueKind.Null
            || (value.ValueKind == JsonValueKind.String && ticker.TextOf(name) == "");
        var sane = none || price is >= 0m and < CoinbaseDecoder.HighestPrice;
        price = price > 0m ? price : null;
        return sane;
    }
}
