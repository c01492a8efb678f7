using System.Text.Json;
using Strikeboard.Exchanges.Http;

namespace Strikeboard.Exchanges.Coinbase;

/// <summary>
/// Bytes of the Advanced Trade stream to values: no state between frames, nothing allocated for a ticker, never an exception.
/// A frame is read to its last byte before any of it counts. <see cref="TickerScan"/> reads the usual ticker; the reader here
/// reads everything else, and is the measure of what a frame says.
/// </summary>
public sealed class CoinbaseDecoder
{
    public const int MostTickers = 256;

    /// <summary>No coin is worth more: beyond it a price is a mistake.</summary>
    public const decimal HighestPrice = 100_000_000m;

    private readonly ProductTable _products;

    public CoinbaseDecoder(IReadOnlyList<string> products) => _products = new ProductTable(products);

    public CoinbaseFrame Decode(ReadOnlySpan<byte> frame, Span<CoinbaseTicker> tickers) =>
        TickerScan.TryRead(frame, _products, tickers, out var read) ? read : DecodeByReader(frame, tickers);

    internal CoinbaseFrame DecodeByReader(ReadOnlySpan<byte> frame, Span<CoinbaseTicker> tickers)
    {
        try
        {
            return Read(frame, tickers);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return CoinbaseFrame.Malformed("not JSON of the expected shape");
        }
    }

    private CoinbaseFrame Read(ReadOnlySpan<byte> frame, Span<CoinbaseTicker> tickers)
    {
        var reader = new Utf8JsonReader(frame);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return CoinbaseFrame.Malformed("not an object");
        var found = new Found { Tickers = tickers };
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            ReadMember(ref reader, ref found);
        while (reader.Read()) { }
        return found.Judge();
    }

    private void ReadMember(ref Utf8JsonReader reader, ref Found found)
    {
        if (reader.ValueTextEquals("channel"u8))
            found.Channel = ReadChannel(ref reader);
        else if (reader.ValueTextEquals("sequence_num"u8))
            found.Sequence = Next(ref reader) ? Utf8Text.Integer(ref reader) : null;
        else if (reader.ValueTextEquals("timestamp"u8))
            found.Time = Next(ref reader) ? Utf8Text.Time(ref reader) : null;
        else if (reader.ValueTextEquals("type"u8))
            found.IsError =
                Next(ref reader) && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("error"u8);
        else if (reader.ValueTextEquals("message"u8))
            found.Message = Next(ref reader) && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        else if (reader.ValueTextEquals("events"u8))
        {
            found.SaidTwice |= found.HasEvents;
            found.HasEvents = true;
            if (Next(ref reader) && reader.TokenType == JsonTokenType.StartArray)
                ReadEvents(ref reader, ref found);
        }
        else
            SkipValue(ref reader);
        // A value of another shape than expected is stepped over whole, so that its members are not taken for ours.
        reader.Skip();
    }

    private static CoinbaseFrameKind ReadChannel(ref Utf8JsonReader reader)
    {
        if (!Next(ref reader) || reader.TokenType != JsonTokenType.String)
            return CoinbaseFrameKind.Malformed;
        return reader.ValueTextEquals("ticker"u8) ? CoinbaseFrameKind.Ticker
            : reader.ValueTextEquals("heartbeats"u8) ? CoinbaseFrameKind.Heartbeat
            : reader.ValueTextEquals("subscriptions"u8) ? CoinbaseFrameKind.Subscriptions
            : CoinbaseFrameKind.Other;
    }

    private void ReadEvents(ref Utf8JsonReader reader, ref Found found)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }
            var hasTickers = false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("tickers"u8))
                {
                    found.SaidTwice |= hasTickers;
                    hasTickers = true;
                    if (Next(ref reader) && reader.TokenType == JsonTokenType.StartArray)
                        ReadTickers(ref reader, ref found);
                    else
                        reader.Skip();
                }
                else if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("subscriptions"u8))
                    ReadSubscriptions(ref reader, ref found);
                else
                    SkipValue(ref reader);
            }
        }
    }

    private void ReadTickers(ref Utf8JsonReader reader, ref Found found)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
                reader.Skip();
            else
                ReadTicker(ref reader, ref found);
        }
    }

    private void ReadTicker(ref Utf8JsonReader reader, ref Found found)
    {
        var (product, price, bid, ask) = (-1, 0m, 0m, 0m);
        var readable = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("product_id"u8))
                product = ReadProduct(ref reader);
            else if (reader.ValueTextEquals("price"u8))
                readable &= Next(ref reader) && ReadPrice(ref reader, out price);
            else if (reader.ValueTextEquals("best_bid"u8))
                readable &= Next(ref reader) && ReadOptional(ref reader, out bid);
            else if (reader.ValueTextEquals("best_ask"u8))
                readable &= Next(ref reader) && ReadOptional(ref reader, out ask);
            else
                SkipValue(ref reader);
        }
        // Not ours is not wrong: the venue may list more than was asked for.
        if (product >= 0)
            found.Add(product, price, bid, ask, readable);
    }

    private int ReadProduct(ref Utf8JsonReader reader)
    {
        if (!Next(ref reader) || reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return -1;
        }
        return Place(ref reader);
    }

    private int Place(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return _products.Find(reader.ValueSpan);
        for (var i = 0; i < _products.Count; i++)
        {
            if (reader.ValueTextEquals(_products[i]))
                return i;
        }
        return -1;
    }

    private static bool ReadPrice(ref Utf8JsonReader reader, out decimal value)
    {
        if (Utf8Text.TryDecimal(ref reader, out value))
            return true;
        reader.Skip();
        return false;
    }

    /// <summary>Empty, null or zero: the side has no price, and that is no fault.</summary>
    private static bool ReadOptional(ref Utf8JsonReader reader, out decimal value)
    {
        value = 0m;
        if (
            reader.TokenType == JsonTokenType.Null
            || (reader.TokenType == JsonTokenType.String && reader.ValueSpan.IsEmpty)
        )
            return true;
        return ReadPrice(ref reader, out value);
    }

    private void ReadSubscriptions(ref Utf8JsonReader reader, ref Found found)
    {
        if (!Next(ref reader) || reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var ours = reader.ValueTextEquals("ticker"u8);
            if (!Next(ref reader) || !ours || reader.TokenType != JsonTokenType.StartArray)
            {
                reader.Skip();
                continue;
            }
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType == JsonTokenType.String && Place(ref reader) >= 0)
                    found.Acknowledged++;
                else
                    reader.Skip();
            }
        }
    }

    private static bool Next(ref Utf8JsonReader reader) => reader.Read();

    /// <summary>Steps over the value of the member at hand, or over what is left of a value already begun.</summary>
    private static void SkipValue(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.PropertyName)
            reader.Read();
        reader.Skip();
    }

    private ref struct Found
    {
        public Span<CoinbaseTicker> Tickers;
        public CoinbaseFrameKind Channel;
        public long? Sequence;
        public DateTimeOffset? Time;
        public string? Message;
        public bool IsError;
        public int Acknowledged;
        public bool HasEvents;

        /// <summary>A list that comes twice: two answers to one question, and no telling which is meant.</summary>
        public bool SaidTwice;
        private int _count;
        private int _rejected;

        public void Add(int product, decimal price, decimal bid, decimal ask, bool readable)
        {
            var sane =
                readable
                && price is > 0m and < HighestPrice
                && bid is >= 0m and < HighestPrice
                && ask is >= 0m and < HighestPrice
                && (bid == 0m || ask == 0m || bid <= ask);
            if (!sane || _count == Tickers.Length)
                _rejected++;
            else
                Tickers[_count++] = new CoinbaseTicker(product, price, bid > 0m ? bid : null, ask > 0m ? ask : null);
        }

        public readonly CoinbaseFrame Judge()
        {
            if (IsError)
                return new CoinbaseFrame(CoinbaseFrameKind.Error, Sequence, default, 0, 0, 0, Message ?? "");
            if (SaidTwice)
                return CoinbaseFrame.Malformed("a list that comes twice");
            if (Channel == CoinbaseFrameKind.Malformed)
                return CoinbaseFrame.Malformed("no channel");
            if (Sequence is not >= 0)
                return CoinbaseFrame.Malformed("no sequence_num");
            if (Time is not { } time)
                return CoinbaseFrame.Malformed("no timestamp");
            var tickers = Channel == CoinbaseFrameKind.Ticker ? _count : 0;
            return new CoinbaseFrame(Channel, Sequence, time, tickers, _rejected, Acknowledged, "");
        }
    }
}
