using System.Text;
using System.Text.Json;
using Strikeboard.Exchanges.Coinbase;
using Strikeboard.Exchanges.Kalshi;
using Strikeboard.Model;

namespace Strikeboard.Fuzz;

internal sealed class KalshiFrameTarget : IFuzzTarget
{
    private readonly KalshiDecoder _decoder = new();

    // One for all frames, as on the wire: what a frame leaves behind would show in the next.
    private readonly KalshiFrame _frame = new();

    public string Name => "kalshi.frame";

    public bool Decode(ReadOnlySpan<byte> frame)
    {
        _decoder.Decode(frame, _frame);
        return _frame.Kind != KalshiFrameKind.Malformed;
    }

    public string? Disagreement(ReadOnlyMemory<byte> frame)
    {
        using var document = SlowReading.Parse(frame);
        if (document is null || document.RootElement.ValueKind != JsonValueKind.Object)
            return "accepted, and not an object";
        var root = document.RootElement;
        var message = root.Get("msg") is { ValueKind: JsonValueKind.Object } body ? body : default;
        var kind = Kind(root.TextOf("type"));
        // A word that is not even text is one that we do not know.
        if (kind != _frame.Kind && (kind, _frame.Kind) != (KalshiFrameKind.Malformed, KalshiFrameKind.Other))
            return $"{_frame.Kind} instead of {root.TextOf("type")}";
        return _frame.Kind switch
        {
            KalshiFrameKind.Snapshot => Counters(root, message) ?? Snapshot(message),
            KalshiFrameKind.Delta => Counters(root, message) ?? Delta(message),
            KalshiFrameKind.Ticker => Ticker(message),
            KalshiFrameKind.Lifecycle => Lifecycle(message),
            KalshiFrameKind.Index => Index(message),
            _ => null,
        };
    }

    private static KalshiFrameKind Kind(string? word) =>
        word switch
        {
            null => KalshiFrameKind.Malformed,
            "orderbook_delta" => KalshiFrameKind.Delta,
            "orderbook_snapshot" => KalshiFrameKind.Snapshot,
            "ticker" => KalshiFrameKind.Ticker,
            "market_lifecycle_v2" => KalshiFrameKind.Lifecycle,
            "cfbenchmarks_value" => KalshiFrameKind.Index,
            "ok" => KalshiFrameKind.Ok,
            "subscribed" => KalshiFrameKind.Subscribed,
            "unsubscribed" => KalshiFrameKind.Unsubscribed,
            "error" => KalshiFrameKind.Error,
            _ => KalshiFrameKind.Other,
        };

    private string? Counters(JsonElement root, JsonElement message) =>
        Same("seq", _frame.Sequence, root.IntegerOf("seq"))
        ?? Same("sid", _frame.Sid, root.IntegerOf("sid") ?? message.IntegerOf("sid"));

    private string? Snapshot(JsonElement message) =>
        Same("market_ticker", _frame.Ticker, message.TextOf("market_ticker"))
        ?? Levels(_frame.Yes, message, "yes_dollars_fp")
        ?? Levels(_frame.No, message, "no_dollars_fp");

    private string? Delta(JsonElement message) =>
        Same("market_ticker", _frame.Ticker, message.TextOf("market_ticker"))
        ?? Same("price", _frame.Price, message.DecimalOf("price_dollars"))
        ?? Same("delta", _frame.Delta, message.DecimalOf("delta_fp"))
        ?? Same("side", _frame.Side, Side(message.TextOf("side")))
        ?? (_frame.Price is > 0m and < 1m ? null : "a price that is none");

    private string? Ticker(JsonElement message) =>
        Same("market_ticker", _frame.Ticker, message.TextOf("market_ticker"))
        ?? Same("price", _frame.Price, message.DecimalOf("price_dollars"))
        ?? Same("volume", _frame.Volume, message.DecimalOf("volume_fp"))
        ?? Same("open interest", _frame.OpenInterest, message.DecimalOf("open_interest_fp"));

    private string? Lifecycle(JsonElement message) =>
        Same("market_ticker", _frame.Ticker, message.TextOf("market_ticker"))
        ?? Same("event_type", _frame.LifecycleEvent, message.TextOf("event_type"))
        ?? Same("result", _frame.Result, Side(message.TextOf("result")))
        ?? Settled(message);

    private string? Index(JsonElement message)
    {
        using var print = SlowReading.Parse(Encoding.UTF8.GetBytes(message.TextOf("data") ?? ""));
        if (print is null)
            return "accepted without a print";
        var at = print.RootElement.IntegerOf("time") is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : default;
        return Same("index_id", _frame.IndexId, message.TextOf("index_id"))
            ?? Same("value", _frame.IndexValue, print.RootElement.DecimalOf("value"))
            ?? Same("time", _frame.IndexAt, at)
            ?? (_frame.IndexValue is > 0m and < CoinbaseDecoder.HighestPrice ? null : "an index that is none");
    }

    /// <summary>None is no wrong one; a contract pays a dollar at most.</summary>
    private string? Settled(JsonElement message) =>
        _frame.SettlementValue is null
        || _frame.SettlementValue == message.DecimalOf("settlement_value")
        || _frame.SettlementValue == message.DecimalOf("settlement_value_dollars")
            ? _frame.SettlementValue is null or (>= 0m and <= 1m)
                ? null
                : "more than a dollar"
            : $"settlement value {_frame.SettlementValue}";

    private static string? Levels(List<BookLevel> levels, JsonElement message, string name)
    {
        var wanted = new List<BookLevel>();
        foreach (var item in message.ItemsOf(name))
        {
            if (
                item.ValueKind != JsonValueKind.Array
                || item.GetArrayLength() != 2
                || SlowReading.Decimal(item[0]) is not (> 0m and < 1m)
                || SlowReading.Decimal(item[1]) is not (>= 0m and < KalshiDecoder.MostContracts)
            )
                return $"{name}: accepted with {item.GetRawText()}";
            if (SlowReading.Decimal(item[1]) is { } size and > 0m)
                wanted.Add(new BookLevel(SlowReading.Decimal(item[0])!.Value, size));
        }
        return levels.SequenceEqual(wanted)
            ? null
            : $"{name}: {string.Join(' ', levels)}, where the frame says {string.Join(' ', wanted)}";
    }

    private static Side? Side(string? word) =>
        word switch
        {
            "yes" => Model.Side.Yes,
            "no" => Model.Side.No,
            _ => null,
        };

    private static string? Same<T>(string name, T ours, T theirs) =>
        EqualityComparer<T>.Default.Equals(ours, theirs) ? null : $"{name} {ours} instead of {theirs}";
}
