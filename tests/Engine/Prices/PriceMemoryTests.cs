using Strikeboard.Engine.Prices;
using Strikeboard.Model;

namespace Strikeboard.Engine.Tests.Prices;

public sealed class PriceMemoryTests
{
    private static readonly Symbol Btc = new("BTC");
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private readonly PriceMemory _memory = new(Btc, 900);

    [Fact]
    public void Add_SeveralTicksInASecond_TheLastOneIsTheRow()
    {
        Add(0.2, 100m);
        Add(0.9, 101m);
        Add(1.0, 102m);

        var completed = Add(1.1, 103m);

        // The second ends with the instant it is named by: 12:00:01.000 still belongs to 12:00:01.
        Assert.Equal([(Noon.AddSeconds(1), 102m, PriceRowKind.Observed)], completed.Select(Short));
    }

    [Fact]
    public void Add_AfterAShortGap_TheGapIsInterpolated()
    {
        Add(1, 100m);

        var completed = Add(4, 130m);

        Assert.Equal(
            [
                (Noon.AddSeconds(1), 100m, PriceRowKind.Observed),
                (Noon.AddSeconds(2), 110m, PriceRowKind.Interpolated),
                (Noon.AddSeconds(3), 120m, PriceRowKind.Interpolated),
            ],
            completed.Select(Short)
        );
    }

    [Fact]
    public void Add_AfterALongGap_TheGapStays()
    {
        Add(1, 100m);

        Assert.Single(Add(40, 130m));
    }

    [Fact]
    public void Add_ATickFromThePast_ChangesNothing()
    {
        Add(5, 100m);
        Add(6, 101m);

        Assert.Empty(Add(4.5, 999m));
        Assert.Equal(101m, _memory.Capture().LastMinute[^1].Price);
    }

    [Fact]
    public void Capture_InterpolatedSeconds_StayOutOfTheAverage()
    {
        Add(1, 100m);
        Add(4, 130m);

        Assert.Equal(115m, _memory.Capture().OneMinuteAverage);
    }

    [Fact]
    public void Warm_HalfAnHourOfCandles_MomentumAndVolatilityAreThereAtOnce()
    {
        var candles = Enumerable
            .Range(0, 31)
            .Select(minute => new Candle(
                Noon.AddMinutes(minute - 32),
                TimeSpan.FromMinutes(1),
                100m,
                100m,
                100m,
                100m + minute % 3,
                1m
            ))
            .ToList();
        Add(1, 101m);

        _memory.Warm(MinuteLine.Through(Btc, candles, Noon));

        var capture = _memory.Capture();
        Assert.True(capture.VolatilityReady);
        Assert.NotNull(capture.Momentum);
        Assert.NotNull(capture.Deltas.M30);
    }

    [Fact]
    public void Warm_AfterTicksArrived_WhatWasObservedStays()
    {
        Add(1, 100m);
        Add(2, 101m);
        Add(3, 102m);

        _memory.Warm([new PriceRow(Btc, Noon.AddSeconds(2), 999m, PriceRowKind.WarmStart, "candles")]);

        Assert.DoesNotContain(_memory.Capture().LastMinute, row => row.Price == 999m);
    }

    private System.Collections.Immutable.ImmutableArray<PriceRow> Add(double second, decimal price) =>
        _memory.Add(
            new PriceTick(
                "coinbase",
                "BTC-USD",
                price,
                null,
                null,
                Noon.AddSeconds(second),
                Noon.AddSeconds(second),
                Transport.Stream
            )
        );

    private static (DateTimeOffset, decimal, PriceRowKind) Short(PriceRow row) => (row.Second, row.Price, row.Kind);
}
