using System.Text;
using Strikeboard.Exchanges.Coinbase;
using Strikeboard.Testing;

namespace Strikeboard.Exchanges.Tests.Coinbase;

public sealed class CoinbaseDecoderTests
{
    private static readonly CoinbaseDecoder Decoder = new(["BTC-USD", "ETH-USD"]);
    private readonly CoinbaseTicker[] _tickers = new CoinbaseTicker[CoinbaseDecoder.MostTickers];

    [Fact]
    public void Ticker_OfTwoProducts_KeepsEveryDigit()
    {
        var frame = Decode(CoinbaseFrames.Snapshot);

        Assert.Equal(CoinbaseFrameKind.Ticker, frame.Kind);
        Assert.Equal(2, frame.Sequence);
        Assert.Equal(2, frame.Tickers);
        Assert.Equal(new CoinbaseTicker(0, 84213.07m, 84213.06m, 84213.07m), _tickers[0]);
        Assert.Equal(new CoinbaseTicker(1, 1829.4m, 1829.39m, 1829.41m), _tickers[1]);
        Assert.Equal(new DateTimeOffset(2026, 9, 10, 12, 0, 0, TimeSpan.Zero).AddTicks(1234567), frame.Time);
    }

    [Fact]
    public void Acknowledgement_CountsOurProducts() =>
        Assert.Equal(
            (CoinbaseFrameKind.Subscriptions, 2),
            (Decode(CoinbaseFrames.Ack).Kind, Decode(CoinbaseFrames.Ack).Acknowledged)
        );

    [Fact]
    public void Heartbeat_IsRecognised() =>
        Assert.Equal(CoinbaseFrameKind.Heartbeat, Decode(CoinbaseFrames.Heartbeat).Kind);

    [Fact]
    public void Error_CarriesTheVenuesWords() =>
        Assert.Equal(
            (CoinbaseFrameKind.Error, "invalid product"),
            (Decode(CoinbaseFrames.Error).Kind, Decode(CoinbaseFrames.Error).Problem)
        );

    [Fact]
    public void Channel_NewToUs_IsNotMalformed() =>
        Assert.Equal(CoinbaseFrameKind.Other, Decode(CoinbaseFrames.Heartbeat.Replace("heartbeats", "novelty")).Kind);

    [Theory]
    [InlineData("\"0\"")]
    [InlineData("\"-1\"")]
    [InlineData("\"\"")]
    [InlineData("\"84213.07x\"")]
    [InlineData("\"8e4\"")]
    [InlineData("null")]
    [InlineData("{\"price\":\"5\"}")]
    [InlineData("\"100000000\"")]
    [InlineData("\"84,213.07\"")]
    public void Price_ThatMakesNoSense_IsRejectedAndTheOtherKept(string price)
    {
        var frame = Decode(CoinbaseFrames.Snapshot.Replace("\"84213.07\",\"volume", price + ",\"volume"));

        Assert.Equal((1, 1), (frame.Tickers, frame.Rejected));
        Assert.Equal(1, _tickers[0].Product);
    }

    [Fact]
    public void Book_ThatIsCrossed_IsRejected() =>
        Assert.Equal(
            1,
            Decode(CoinbaseFrames.Snapshot.Replace("\"best_ask\":\"84213.07\"", "\"best_ask\":\"84000\"")).Rejected
        );

    [Fact]
    public void Price_AsNumberOrEscapedText_IsTheSamePrice()
    {
        Decode(CoinbaseFrames.Snapshot.Replace("\"price\":\"84213.07\"", "\"price\":84213.07"));
        Assert.Equal(84213.07m, _tickers[0].Price);
        Decode(CoinbaseFrames.Snapshot.Replace("\"price\":\"84213.07\"", "\"price\":\"8421\\u0033.07\""));
        Assert.Equal(84213.07m, _tickers[0].Price);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"channel":"ticker","timestamp":"2026-09-10T12:00:00Z","events":[]}""")]
    [InlineData("""{"channel":"ticker","timestamp":"yesterday","sequence_num":4,"events":[]}""")]
    [InlineData(
        """{"channel":"ticker","timestamp":"2026-09-10T12:00:00Z","sequence_num":{"sequence_num":4},"events":[]}"""
    )]
    [InlineData("""{"channel":"ticker","timestamp":"2026-09-10T12:00:00Z","sequence_num":4,"events":[]}{""")]
    public void Frame_ThatCannotBeRead_IsMalformed(string text) =>
        Assert.Equal(CoinbaseFrameKind.Malformed, Decode(text).Kind);

    [Fact]
    public void Decoding_AllocatesNothing()
    {
        var bytes = Encoding.UTF8.GetBytes(CoinbaseFrames.Snapshot);
        var garbage = Garbage.Of(() =>
        {
            for (var i = 0; i < 1000; i++)
                Decoder.Decode(bytes, _tickers);
        });
        Assert.Equal(0, garbage);
    }

    private CoinbaseFrame Decode(string text) => Decoder.Decode(Encoding.UTF8.GetBytes(text), _tickers);
}
