using System.Text;
using Strikeboard.Exchanges.Kalshi;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Exchanges.Tests.Kalshi;

public sealed class KalshiDecoderTests
{
    private const string Market = "KXBTCD-26SEP1017-T83999.99";
    private readonly KalshiDecoder _decoder = new();
    private readonly KalshiFrame _frame = new();

    [Fact]
    public void Snapshot_WithBothSides_KeepsEveryDigit()
    {
        Decode(KalshiFrames.Snapshot);

        Assert.Equal(
            (KalshiFrameKind.Snapshot, 7L, 2L, Market),
            (_frame.Kind, _frame.Sid, _frame.Sequence, _frame.Ticker)
        );
        Assert.Equal([new BookLevel(0.01m, 120m), new BookLevel(0.55m, 10.5m)], _frame.Yes);
        Assert.Equal([new BookLevel(0.09m, 77m), new BookLevel(0.42m, 3.25m)], _frame.No);
    }

    [Fact]
    public void Snapshot_AfterAFullOne_InheritsNothing()
    {
        Decode(KalshiFrames.Snapshot);
        Decode(KalshiFrames.SnapshotWithoutNo);

        Assert.Single(_frame.Yes);
        Assert.Empty(_frame.No);
    }

    [Fact]
    public void Delta_IsSigned()
    {
        Decode(KalshiFrames.Delta);
        Assert.Equal(
            (KalshiFrameKind.Delta, Side.No, 0.42m, -3.25m),
            (_frame.Kind, _frame.Side, _frame.Price, _frame.Delta)
        );
    }

    [Fact]
    public void Delta_WithTypeLast_IsTheSame()
    {
        Decode(
            KalshiFrames
                .Delta.Replace("\"type\":\"orderbook_delta\",", "")
                .Replace("}}", "},\"type\":\"orderbook_delta\"}")
        );
        Assert.Equal((KalshiFrameKind.Delta, -3.25m), (_frame.Kind, _frame.Delta));
    }

    [Fact]
    public void Ticker_CarriesVolumeAndOpenInterest()
    {
        Decode(KalshiFrames.Ticker);
        Assert.Equal((0.56m, 15022.50m, 9120m), (_frame.Price, _frame.Volume, _frame.OpenInterest));
        Assert.Null(_frame.Sequence);
    }

    [Fact]
    public void Lifecycle_CarriesTheResult()
    {
        Decode(KalshiFrames.Lifecycle);
        Assert.Equal(("determined", Side.Yes, 1m), (_frame.LifecycleEvent, _frame.Result, _frame.SettlementValue));
    }

    [Fact]
    public void Answers_AreToldApart()
    {
        Decode(KalshiFrames.Subscribed);
        Assert.Equal((KalshiFrameKind.Subscribed, 1L, 7L), (_frame.Kind, _frame.Id, _frame.Sid));
        Decode(KalshiFrames.Ok);
        Assert.Equal((KalshiFrameKind.Ok, 4L, 5L), (_frame.Kind, _frame.Id, _frame.Sequence));
        Decode(KalshiFrames.Listed);
        Assert.Equal((KalshiFrameKind.Ok, 5L), (_frame.Kind, _frame.Id));
        Decode(KalshiFrames.Error);
        Assert.Equal(
            (KalshiFrameKind.Error, 8L, "Unknown channel name"),
            (_frame.Kind, _frame.ErrorCode, _frame.ErrorText)
        );
        Decode("""{"type":"event_fee_update","sid":3,"msg":{"price_dollars":"9"}}""");
        Assert.Equal(KalshiFrameKind.Other, _frame.Kind);
    }

    [Theory]
    [InlineData("\"0.4200\"", "\"1.0000\"")]
    [InlineData("\"0.4200\"", "\"0\"")]
    [InlineData("\"0.4200\"", "\"-0.4200\"")]
    [InlineData("\"0.4200\"", "{}")]
    [InlineData("\"-3.25\"", "\"\"")]
    [InlineData("\"-3.25\"", "\"1000000000000\"")]
    [InlineData("\"no\"", "\"maybe\"")]
    [InlineData("\"seq\":4,", "")]
    [InlineData("\"sid\":7,", "")]
    [InlineData("T83999.99", "T83999.99 ")]
    [InlineData("}}", "}")]
    public void Delta_ThatMakesNoSense_IsMalformed(string part, string spoilt)
    {
        Decode(KalshiFrames.Delta.Replace(part, spoilt));
        Assert.Equal(KalshiFrameKind.Malformed, _frame.Kind);
        Assert.NotEqual("", _frame.Problem);
    }

    [Theory]
    [InlineData("""["0.5500"]""")]
    [InlineData("""["0.5500","10.50","1"]""")]
    [InlineData("""["1.5500","10.50"]""")]
    [InlineData("""["0.5500","-1"]""")]
    [InlineData("\"0.5500\"")]
    public void Snapshot_WithALevelThatMakesNoSense_IsMalformed(string level)
    {
        Decode(KalshiFrames.Snapshot.Replace("""["0.5500","10.50"]""", level));
        Assert.Equal(KalshiFrameKind.Malformed, _frame.Kind);
        Assert.Empty(_frame.Yes);
    }

    [Fact]
    public void Decoding_AllocatesNothing()
    {
        var frames = new[] { KalshiFrames.Snapshot, KalshiFrames.Delta, KalshiFrames.Ticker }
            .Select(Encoding.UTF8.GetBytes)
            .ToArray();
        var garbage = Garbage.Of(() =>
        {
            for (var i = 0; i < 3000; i++)
                _decoder.Decode(frames[i % 3], _frame);
        });
        Assert.Equal(0, garbage);
    }

    private void Decode(string text) => _decoder.Decode(Encoding.UTF8.GetBytes(text), _frame);
}
