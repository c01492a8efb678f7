using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Strikeboard.Exchanges.Http;

namespace Strikeboard.Exchanges.Coinbase;

/// <summary>
/// Reads a ticker frame in the venue's own spelling from its quotation marks: one look at 64 bytes, no tokens. Every byte is
/// accounted for; whatever is unusual (an escape, blanks, another order at the top, a number without quotes, a sign) makes
/// it step back, and the general reader decides. It never says anything else than that reader would.
/// </summary>
internal static class TickerScan
{
    private static ReadOnlySpan<byte> Head => "{\"channel\":\"ticker\",\"client_id\":\"\",\"timestamp\":\""u8;
    private static ReadOnlySpan<byte> BeforeNumber => "\",\"sequence_num\":"u8;
    private static ReadOnlySpan<byte> BeforeUpdate => ",\"events\":[{\"type\":\"update\",\"tickers\":["u8;
    private static ReadOnlySpan<byte> BeforeSnapshot => ",\"events\":[{\"type\":\"snapshot\",\"tickers\":["u8;
    private static ReadOnlySpan<byte> End => "]}]}"u8;

    private const uint Highest = (uint)CoinbaseDecoder.HighestPrice;
    private const int LongestTime = 30;
    private const int LongestNumber = 18;

    // The beginnings of the four members that count, as a machine with the lowest byte first reads them.
    private static readonly ulong Price = BinaryPrimitives.ReadUInt64LittleEndian("price\":\""u8);
    private static readonly ulong Product = BinaryPrimitives.ReadUInt64LittleEndian("product_"u8);
    private static readonly ulong BestBid = BinaryPrimitives.ReadUInt64LittleEndian("best_bid"u8);
    private static readonly ulong BestAsk = BinaryPrimitives.ReadUInt64LittleEndian("best_ask"u8);

    /// <summary>False: not read, and nothing of what was handed in counts.</summary>
    public static bool TryRead(
        ReadOnlySpan<byte> frame,
        ProductTable products,
        Span<CoinbaseTicker> tickers,
        out CoinbaseFrame read
    )
    {
        read = default;
        if (frame.Length < QuoteScan.ShortestText * 2 || !frame.StartsWith(Head))
            return false;
        if (!TryTop(frame, out var time, out var sequence, out var at))
            return false;
        if (!TryTickers(frame, at, products, tickers, out var count, out var rejected))
            return false;
        read = new CoinbaseFrame(CoinbaseFrameKind.Ticker, sequence, time, count, rejected, 0, "");
        return true;
    }

    /// <summary><paramref name="at"/>: where the first ticker begins.</summary>
    private static bool TryTop(ReadOnlySpan<byte> frame, out DateTimeOffset time, out long sequence, out int at)
    {
        (sequence, at, time) = (0, Head.Length, default);
        var length = frame.Slice(at, LongestTime + 1).IndexOf((byte)'"');
        if (length < 0 || !PlainText.TryTime(frame.Slice(at, length), out time))
            return false;
        at += length;
        if (!frame[at..].StartsWith(BeforeNumber))
            return false;
        at += BeforeNumber.Length;
        length = frame.Slice(at, LongestNumber + 1).IndexOf((byte)',');
        if (length < 0 || !PlainText.TryInteger(frame.Slice(at, length), out sequence))
            return false;
        at += length;
        var rest = frame[at..];
        var isUpdate = rest.StartsWith(BeforeUpdate);
        if (!isUpdate && !rest.StartsWith(BeforeSnapshot))
            return false;
        at += isUpdate ? BeforeUpdate.Length : BeforeSnapshot.Length;
        return at < frame.Length;
    }

    /// <summary>Objects of strings to the end of the frame. One method, for in it the marks stay in registers.</summary>
    private static bool TryTickers(
        ReadOnlySpan<byte> frame,
        int at,
        ProductTable products,
        Span<CoinbaseTicker> tickers,
        out int count,
        out int rejected
    )
    {
        (count, rejected) = (0, 0);
        var marks = new QuoteScan(frame, at);
        do
        {
            if (at >= frame.Length || frame[at] != '{')
                return false;
            var (product, price, bid, ask) = (-1, default(PlainNumber), default(PlainNumber), default(PlainNumber));
            do
            {
                var (key, keyEnd) = (marks.Next(frame) + 1, marks.Next(frame));
                var (value, end) = (marks.Next(frame) + 1, marks.Next(frame));
                // Two bytes behind the last mark: what follows the value, and at least one more.
                if (key != at + 2 || value != keyEnd + 3 || end + 2 >= frame.Length || frame[keyEnd + 1] != ':')
                    return false;
                if (key + sizeof(ulong) > frame.Length)
                    return false;
                var name = BinaryPrimitives.ReadUInt64LittleEndian(frame[key..]);
                var length = keyEnd - key;
                var isRead = true;
                if (name == Price)
                    isRead = PlainNumber.TryRead(frame, value, end, out price);
                else if (name == BestBid && length == sizeof(ulong))
                    isRead = TryOptional(frame, value, end, out bid);
                else if (name == BestAsk && length == sizeof(ulong))
                    isRead = TryOptional(frame, value, end, out ask);
                else if (name == Product && frame[key..keyEnd].SequenceEqual("product_id"u8))
                    product = products.Find(frame[value..end]);
                if (!isRead)
                    return false;
                at = end + 1;
            } while (frame[at] == ',');
            if (frame[at++] != '}')
                return false;
            if (product < 0)
                continue;
            if (count == tickers.Length || !IsSane(price, bid, ask))
                rejected++;
            else
                tickers[count++] = Ticker(product, price, bid, ask);
        } while (frame[at++] == ',');
        return marks.IsPlain && frame[(at - 1)..].SequenceEqual(End);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryOptional(ReadOnlySpan<byte> frame, int from, int end, out PlainNumber number)
    {
        number = default;
        return from == end || PlainNumber.TryRead(frame, from, end, out number);
    }

    /// <summary>The reader's rule in whole numbers; these have no sign to be wrong.</summary>
    private static bool IsSane(PlainNumber price, PlainNumber bid, PlainNumber ask) =>
        !price.IsZero
        && price.IsBelow(Highest)
        && bid.IsBelow(Highest)
        && ask.IsBelow(Highest)
        && (bid.IsZero || ask.IsZero || !bid.IsAbove(ask));

    private static CoinbaseTicker Ticker(int product, PlainNumber price, PlainNumber bid, PlainNumber ask) =>
        new(product, price.ToDecimal(), bid.IsZero ? null : bid.ToDecimal(), ask.IsZero ? null : ask.ToDecimal());
}
