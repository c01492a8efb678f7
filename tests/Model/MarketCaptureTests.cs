using System.Collections.Immutable;

namespace Strikeboard.Model.Tests;

public sealed class MarketCaptureTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void CurrentEvent_SeveralOpen_IsTheOneThatClosesFirst()
    {
        var capture = Capture(Event("hour", 0, 60), Event("ten", 0, 10));

        Assert.Equal("ten", capture.CurrentEvent("S", Noon.AddMinutes(5))?.Ticker);
        Assert.Equal("hour", capture.CurrentEvent("S", Noon.AddMinutes(10))?.Ticker);
    }

    [Fact]
    public void CurrentEvent_BetweenTwo_IsNoneAndTheNextIsKnown()
    {
        var capture = Capture(Event("first", 0, 10), Event("second", 20, 30));

        Assert.Null(capture.CurrentEvent("S", Noon.AddMinutes(15)));
        Assert.Equal("second", capture.NextEvent("S", Noon.AddMinutes(15))?.Ticker);
    }

    [Fact]
    public void CurrentEvent_AtTheTurn_IsTheNextOneAtOnce()
    {
        var capture = Capture(Event("first", 0, 10), Event("second", 10, 20));

        Assert.Equal("first", capture.CurrentEvent("S", Noon.AddMinutes(10).AddTicks(-1))?.Ticker);
        Assert.Equal("second", capture.CurrentEvent("S", Noon.AddMinutes(10))?.Ticker);
    }

    private static MarketCapture Capture(params MarketEvent[] events) =>
        new(Noon, [.. events], ImmutableDictionary<string, MarketQuote>.Empty);

    private static MarketEvent Event(string ticker, int opens, int closes) =>
        new()
        {
            Ticker = ticker,
            Series = "S",
            Title = ticker,
            OpenTime = Noon.AddMinutes(opens),
            CloseTime = Noon.AddMinutes(closes),
            Markets = [],
        };
}
