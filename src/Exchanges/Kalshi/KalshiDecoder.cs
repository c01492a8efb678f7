using System.Text.Json;
using Strikeboard.Exchanges.Coinbase;
using Strikeboard.Exchanges.Http;
using Strikeboard.Model;

namespace Strikeboard.Exchanges.Kalshi;

/// <summary>
/// Bytes of the stream to values: never an exception, and no frame counts before its last byte was read. Members are taken in
/// any order; what they mean is decided once the type is known.
/// </summary>
public sealed class KalshiDecoder
{
    /// <summary>More contracts than can exist: beyond it a count is a mistake.</summary>
    public const decimal MostContracts = 1_000_000_000_000m;

    private const int LongestPrint = 512;
    private const long LatestSecond = 4_102_444_800;

    private readonly NameTable _tickers = new();

    public void Decode(ReadOnlySpan<byte> bytes, KalshiFrame frame)
    {
        frame.Clear();
        try
        {
            Read(bytes, frame);
            Judge(frame);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            frame.Spoil("not JSON of the expected shape");
        }
    }

    private void Read(ReadOnlySpan<byte> bytes, KalshiFrame frame)
    {
        var reader = new Utf8JsonReader(bytes);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            frame.Unreadable = true;
            return;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadMember(ref reader, frame);
            // A value of another shape than expected is stepped over whole.
            reader.Skip();
        }
        while (reader.Read()) { }
    }

    private void ReadMember(ref Utf8JsonReader reader, KalshiFrame frame)
    {
        if (reader.ValueTextEquals("type"u8))
            frame.Kind = reader.Read() ? ReadKind(ref reader) : default;
        else if (reader.ValueTextEquals("sid"u8))
        {
            frame.Unreadable |= frame.HasSid;
            frame.HasSid = true;
            frame.Sid = ReadInteger(ref reader) ?? frame.Sid;
        }
        else if (reader.ValueTextEquals("seq"u8))
            frame.Sequence = ReadInteger(ref reader);
        else if (reader.ValueTextEquals("id"u8))
            frame.Id = ReadInteger(ref reader);
        else if (reader.ValueTextEquals("msg"u8))
        {
            // Two messages in one frame: no telling which is meant.
            frame.Unreadable |= frame.HasMessage;
            frame.HasMessage = true;
            if (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
                ReadMessage(ref reader, frame);
        }
    }

    private static KalshiFrameKind ReadKind(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
            return KalshiFrameKind.Malformed;
        return reader.ValueTextEquals("orderbook_delta"u8) ? KalshiFrameKind.Delta
            : reader.ValueTextEquals("ticker"u8) ? KalshiFrameKind.Ticker
            : reader.ValueTextEquals("orderbook_snapshot"u8) ? KalshiFrameKind.Snapshot
            : reader.ValueTextEquals("market_lifecycle_v2"u8) ? KalshiFrameKind.Lifecycle
            : reader.ValueTextEquals("cfbenchmarks_value"u8) ? KalshiFrameKind.Index
            : reader.ValueTextEquals("ok"u8) ? KalshiFrameKind.Ok
            : reader.ValueTextEquals("subscribed"u8) ? KalshiFrameKind.Subscribed
            : reader.ValueTextEquals("unsubscribed"u8) ? KalshiFrameKind.Unsubscribed
            : reader.ValueTextEquals("error"u8) ? KalshiFrameKind.Error
            : KalshiFrameKind.Other;
    }

    private void ReadMessage(ref Utf8JsonReader reader, KalshiFrame frame)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!ReadBookMember(ref reader, frame))
                ReadOtherMember(ref reader, frame);
            reader.Skip();
        }
    }

    private bool ReadBookMember(ref Utf8JsonReader reader, KalshiFrame frame)
    {
        if (reader.ValueTextEquals("market_ticker"u8))
            frame.Ticker = ReadTicker(ref reader, frame);
        else if (reader.ValueTextEquals("price_dollars"u8))
            frame.Price = ReadDecimal(ref reader, frame);
        else if (reader.ValueTextEquals("delta_fp"u8))
            frame.Delta = ReadDecimal(ref reader, frame);
        else if (reader.ValueTextEquals("side"u8))
            frame.Side = ReadSide(ref reader);
        else if (reader.ValueTextEquals("yes_dollars_fp"u8))
            ReadLevels(ref reader, frame.Yes, frame);
        else if (reader.ValueTextEquals("no_dollars_fp"u8))
            ReadLevels(ref reader, frame.No, frame);
        else if (reader.ValueTextEquals("volume_fp"u8))
            frame.Volume = ReadDecimal(ref reader, frame);
        else if (reader.ValueTextEquals("open_interest_fp"u8))
            frame.OpenInterest = ReadDecimal(ref reader, frame);
        else
            return false;
        return true;
    }

    private void ReadOtherMember(ref Utf8JsonReader reader, KalshiFrame frame)
    {
        if (reader.ValueTextEquals("sid"u8))
            frame.Sid ??= ReadInteger(ref reader);
        else if (reader.ValueTextEquals("channel"u8))
            frame.Channel = ReadText(ref reader);
        else if (reader.ValueTextEquals("code"u8))
            frame.ErrorCode = ReadInteger(ref reader);
        else if (reader.ValueTextEquals("msg"u8))
            frame.ErrorText = ReadText(ref reader);
        else if (reader.ValueTextEquals("event_type"u8))
            frame.LifecycleEvent = ReadText(ref reader);
        else if (reader.ValueTextEquals("result"u8))
            frame.Result = ReadSide(ref reader);
        else if (reader.ValueTextEquals("determination_ts"u8) || reader.ValueTextEquals("settled_ts"u8))
            frame.EventAt = ReadInteger(ref reader) is { } at and > 0 and < LatestSecond
                ? DateTimeOffset.FromUnixTimeSeconds(at)
                : null;
        else if (reader.ValueTextEquals("index_id"u8))
            frame.IndexId = ReadTicker(ref reader, frame);
        else if (reader.ValueTextEquals("data"u8))
            ReadIndex(ref reader, frame);
        else if (reader.ValueTextEquals("settlement_value"u8) || reader.ValueTextEquals("settlement_value_dollars"u8))
            frame.SettlementValue =
                reader.Read() && Utf8Text.TryDecimal(ref reader, out var value) && value is >= 0m and <= 1m
                    ? value
                    : null;
        else
            reader.Read();
    }

    /// <summary>A print comes as text within text: what the index's maker sent, passed on as it was.</summary>
    private static void ReadIndex(ref Utf8JsonReader reader, KalshiFrame frame)
    {
        (frame.IndexValue, frame.IndexAt) = (null, null);
        if (!reader.Read() || reader.TokenType != JsonTokenType.String || reader.ValueSpan.Length > LongestPrint)
            return;
        Span<byte> text = stackalloc byte[LongestPrint];
        var print = new Utf8JsonReader(text[..reader.CopyString(text)]);
        if (!print.Read() || print.TokenType != JsonTokenType.StartObject)
            return;
        while (print.Read() && print.TokenType == JsonTokenType.PropertyName)
        {
            if (print.ValueTextEquals("value"u8))
                frame.IndexValue = ReadDecimal(ref print, frame);
            else if (print.ValueTextEquals("time"u8))
                frame.IndexAt = ReadInteger(ref print) is { } ms and > 0 and < LatestSecond * 1000
                    ? DateTimeOffset.FromUnixTimeMilliseconds(ms)
                    : null;
            else
                print.Read();
            print.Skip();
        }
        while (print.Read()) { }
    }

    private string? ReadTicker(ref Utf8JsonReader reader, KalshiFrame frame)
    {
        var name =
            reader.Read() && reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped
                ? _tickers.Name(reader.ValueSpan)
                : null;
        frame.Unreadable |= name is null;
        return name;
    }

    private static void ReadLevels(ref Utf8JsonReader reader, List<BookLevel> levels, KalshiFrame frame)
    {
        levels.Clear();
        if (!reader.Read() || reader.TokenType == JsonTokenType.Null)
            return;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            frame.Unreadable = true;
            return;
        }
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            ReadLevel(ref reader, levels, frame);
    }

    private static void ReadLevel(ref Utf8JsonReader reader, List<BookLevel> levels, KalshiFrame frame)
    {
        if (
            reader.TokenType == JsonTokenType.StartArray
            && reader.Read()
            && Utf8Text.TryDecimal(ref reader, out var price)
            && reader.Read()
            && Utf8Text.TryDecimal(ref reader, out var size)
            && reader.Read()
            && reader.TokenType == JsonTokenType.EndArray
            && IsPrice(price)
            && size is >= 0m and < MostContracts
        )
        {
            if (size > 0m)
                levels.Add(new BookLevel(price, size));
            return;
        }
        // The rest of the frame can no longer be told apart; it is spoilt as a whole.
        throw new JsonException("a level that is not a price and a size");
    }

    private static decimal? ReadDecimal(ref Utf8JsonReader reader, KalshiFrame frame)
    {
        if (reader.Read() && Utf8Text.TryDecimal(ref reader, out var value))
            return value;
        frame.Unreadable |= reader.TokenType != JsonTokenType.Null;
        return null;
    }

    private static Side? ReadSide(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.String)
            return null;
        return reader.ValueTextEquals("yes"u8) ? Side.Yes
            : reader.ValueTextEquals("no"u8) ? Side.No
            : null;
    }

    private static long? ReadInteger(ref Utf8JsonReader reader) => reader.Read() ? Utf8Text.Integer(ref reader) : null;

    private static string? ReadText(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;

    private static void Judge(KalshiFrame frame)
    {
        var problem = frame.Kind switch
        {
            _ when frame.Unreadable => "a value that cannot be read",
            KalshiFrameKind.Malformed => "no type",
            KalshiFrameKind.Snapshot or KalshiFrameKind.Delta when frame is { Sid: null } or { Sequence: null } =>
                "a book frame without sid or seq",
            KalshiFrameKind.Snapshot when frame.Ticker is null => "a snapshot without a market",
            KalshiFrameKind.Delta when !IsDelta(frame) => "a change without market, side, price or size",
            KalshiFrameKind.Ticker when !IsTicker(frame) => "a ticker that makes no sense",
            KalshiFrameKind.Index when !IsIndex(frame) => "a print without index, value or time",
            KalshiFrameKind.Lifecycle when frame.LifecycleEvent is null => "a lifecycle frame without an event",
            _ => null,
        };
        if (problem is not null)
            frame.Spoil(problem);
    }

    private static bool IsDelta(KalshiFrame frame) =>
        frame is { Ticker: not null, Side: not null, Price: { } price, Delta: > -MostContracts and < MostContracts }
        && IsPrice(price);

    private static bool IsTicker(KalshiFrame frame) =>
        frame is { Ticker: not null, Price: null or (>= 0m and <= 1m) }
        && frame.Volume is null or (>= 0m and < MostContracts)
        && frame.OpenInterest is null or (>= 0m and < MostContracts);

    private static bool IsIndex(KalshiFrame frame) =>
        frame is { IndexId: not null, IndexAt: not null, IndexValue: > 0m and < CoinbaseDecoder.HighestPrice };

    private static bool IsPrice(decimal price) => price is > 0m and < 1m;
}
