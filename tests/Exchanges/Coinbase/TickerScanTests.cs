using System.Text;
using Strikeboard.Exchanges.Coinbase;

namespace Strikeboard.Exchanges.Tests.Coinbase;

/// <summary>The quick way must say what the reader says, or nothing.</summary>
public sealed class TickerScanTests
{
    private static readonly CoinbaseDecoder Decoder = new(["BTC-USD", "ETH-USD", "LONGER1-USD"]);
    private static readonly string[] Spellings =
    [
        "1",
        "0",
        "0.0",
        "1.50",
        "007.1",
        "123456789012345",
        "1234567890123.45",
        "12345678901234567",
        "99999999.9999",
        "100000000",
        ".5",
        "5.",
        "1..2",
        "1.2.3",
        "-1",
        "+1",
        " 1",
        "1e5",
        "",
        "١",
        "1/2",
        "1:2",
    ];

    private readonly CoinbaseTicker[] _scanned = new CoinbaseTicker[CoinbaseDecoder.MostTickers];
    private readonly CoinbaseTicker[] _read = new CoinbaseTicker[CoinbaseDecoder.MostTickers];

    public static TheoryData<string> Frames =>
        [
            .. Spellings.Select(text =>
                CoinbaseFrames.Snapshot.Replace("\"84213.07\",\"volume", $"\"{text}\",\"volume")
            ),
            .. Spellings.Select(text => CoinbaseFrames.Snapshot.Replace("\"84213.06\"", $"\"{text}\"")),
            .. Spellings.Select(text => CoinbaseFrames.Snapshot.Replace("\"82950.11\"", $"\"{text}\"")),
            .. Spellings.Select(text =>
                CoinbaseFrames.Snapshot.Replace("\"best_ask\":\"84213.07\"", $"\"best_ask\":\"{text}\"")
            ),
            // A bid beyond all reason, with nothing to be above of.
            CoinbaseFrames
                .Snapshot.Replace("\"84213.06\"", "\"100000000\"")
                .Replace("\"best_ask\":\"84213.07\"", "\"best_ask\":\"\""),
            .. Spellings.Select(text =>
                CoinbaseFrames.Snapshot.Replace("\"sequence_num\":2", $"\"sequence_num\":{text}")
            ),
            CoinbaseFrames.Snapshot.Replace("BTC-USD", "LONGER1-USD"),
            CoinbaseFrames.Snapshot.Replace("BTC-USD", "DOGE-USD"),
            CoinbaseFrames.Snapshot.Replace("\"price\":\"84213.07\"", "\"price\":\"1\",\"price\":\"2\""),
            CoinbaseFrames.Snapshot.Replace("\"price\":\"84213.07\"", "\"price\":84213.07"),
            CoinbaseFrames.Snapshot.Replace("\"price\":\"84213.07\"", "\"price\":{\"price\":\"3\"}"),
            CoinbaseFrames.Snapshot.Replace("\"low_24_h\"", "\"lo\\u0077_24_h\""),
            CoinbaseFrames.Snapshot.Replace("\"snapshot\"", "\"update\""),
            CoinbaseFrames.Snapshot + " ",
            CoinbaseFrames.Snapshot + "}",
            CoinbaseFrames.Snapshot[..^1],
            CoinbaseFrames.Snapshot.Replace("},{", "},"),
            CoinbaseFrames.Snapshot.Replace("123456789Z", "12Z"),
            CoinbaseFrames.Snapshot.Replace("2026-09-10", "2026-02-29"),
            CoinbaseFrames.Snapshot.Replace("2026-09-10", "2024-02-29"),
            CoinbaseFrames.Snapshot.Replace("12:00:00", "24:00:00"),
            CoinbaseFrames.Snapshot.Replace("12:00:00", "12:00:60"),
            CoinbaseFrames.Snapshot.Replace("123456789Z", "123456789+02:00"),
            CoinbaseFrames.Snapshot.Replace(".123456789Z", "Z"),
            CoinbaseFrames.Snapshot.Replace(".123456789Z", ".Z"),
        ];

    [Theory]
    [MemberData(nameof(Frames))]
    public void Decode_AnySpelling_SaysWhatTheReaderSays(string frame) => AssertSame(Encoding.UTF8.GetBytes(frame));

    [Fact]
    public void Decode_EveryByteReplacedByEveryOther_SaysWhatTheReaderSays()
    {
        var whole = Encoding.UTF8.GetBytes(CoinbaseFrames.Snapshot);
        for (var at = 0; at < whole.Length; at++)
        {
            var frame = whole.ToArray();
            for (var value = 0; value < 256; value++)
            {
                frame[at] = (byte)value;
                AssertSame(frame);
            }
        }
    }

    [Fact]
    public void Decode_CutAnywhere_SaysWhatTheReaderSays()
    {
        var whole = Encoding.UTF8.GetBytes(CoinbaseFrames.Snapshot);
        for (var length = 0; length < whole.Length; length++)
            AssertSame(whole[..length]);
    }

    [Fact]
    public void Decode_UsualFrame_IsReadFromItsMarks() =>
        Assert.True(
            TickerScan.TryRead(
                Encoding.UTF8.GetBytes(CoinbaseFrames.Snapshot),
                new ProductTable(["BTC-USD", "ETH-USD"]),
                _scanned,
                out _
            )
        );

    [Fact]
    public void Products_HundredsOfThem_AreEachFound()
    {
        string[] names = [.. Enumerable.Range(0, 300).Select(i => $"C{i}-USD")];
        var table = new ProductTable([.. names, names[0]]);

        Assert.Equal(Enumerable.Range(0, 300), names.Select(name => table.Find(Encoding.UTF8.GetBytes(name))));
        Assert.Equal(-1, table.Find("C300-USD"u8));
        Assert.Equal(-1, table.Find(""u8));
    }

    private void AssertSame(byte[] frame)
    {
        var scanned = Decoder.Decode(frame, _scanned);
        var read = Decoder.DecodeByReader(frame, _read);
        Assert.Equal(read, scanned);
        Assert.Equal(_read.AsSpan(0, read.Tickers), _scanned.AsSpan(0, scanned.Tickers));
    }
}
