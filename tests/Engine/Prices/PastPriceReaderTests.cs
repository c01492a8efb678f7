using Microsoft.Extensions.DependencyInjection;
using Strikeboard.Data.Prices;
using Strikeboard.Engine.Prices;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Engine.Tests.Prices;

public sealed class PastPriceReaderTests(PostgresFixture postgres)
{
    private static readonly Symbol Btc = new("BTC");
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_AStretchWithAHole_HasAPointWithoutAPriceThere()
    {
        var past = await ReadAsync(
            PastRange.Last(TimeSpan.FromMinutes(1), Noon.AddSeconds(59)),
            Row(0),
            Row(1),
            Row(8)
        );

        Assert.Equal([100m, 101m, null, 108m], past.Points.Select(p => p.Price));
        Assert.Equal(Noon.AddSeconds(2), past.Points[2].At);
    }

    [Fact]
    public async Task Average_IsThatOfTheLastMinute_ObservedSecondsOnly()
    {
        var rows = Enumerable
            .Range(0, 120)
            .Select(i => i == 119 ? Row(i, PriceRowKind.Interpolated) : Row(i))
            .ToArray();

        var past = await ReadAsync(PastRange.Last(TimeSpan.FromSeconds(60), Noon.AddSeconds(119)), rows);

        Assert.Equal(TimeSpan.FromMinutes(1), past.AverageOver);
        var last = past.Averages[^1];
        // Seconds 59 to 118 have prices 159 to 218; second 119 is a guess and has no average of its own.
        Assert.Equal((Noon.AddSeconds(118), 188.5m), (last.At, last.Price));
        Assert.All(past.Averages, average => Assert.True(average.At >= past.Range.From));
    }

    [Fact]
    public async Task WhatTheLogHasNotBeenToldYet_ComesFromMemory()
    {
        await using var bench = await EngineBench.CreateAsync(postgres, Ct);
        await bench.Get<PriceLogStore>().WriteAsync([Row(0)], Ct);
        var memory = bench.Get<PriceMemories>().Of(Btc);
        memory.Add(Tick(1, Transport.Stream));
        memory.Add(Tick(2, Transport.Polling));

        var past = await bench
            .Get<IPastPrices>()
            .ReadAsync(Btc, PastRange.Last(TimeSpan.FromMinutes(1), Noon.AddSeconds(30)), Ct);

        Assert.Equal([100m, 101m, 102m], past.Points.Select(p => p.Price));
        Assert.Equal([false, false, true], past.Points.Select(p => p.IsEstimated));
    }

    [Fact]
    public async Task HoleOfTheLog_IsFilledByTheWarmStart_AndOtherwiseStaysAHole()
    {
        await using var bench = await EngineBench.CreateAsync(postgres, Ct);
        await bench.Get<PriceLogStore>().WriteAsync([Row(0), Row(20), Row(21)], Ct);
        var warm = Enumerable.Range(1, 10).Select(i => Row(i, PriceRowKind.WarmStart));
        bench.Get<PriceMemories>().Of(Btc).Warm([Row(0), .. warm, Row(20), Row(21)]);

        var past = await bench
            .Get<IPastPrices>()
            .ReadAsync(Btc, PastRange.Last(TimeSpan.FromMinutes(1), Noon.AddSeconds(30)), Ct);

        Assert.Equal(
            [.. Enumerable.Range(0, 11), 11, 20, 21],
            past.Points.Select(p => (int)(p.At - Noon).TotalSeconds)
        );
        Assert.Null(past.Points[11].Price);
        Assert.Equal(10, past.Points.Count(p => p.IsEstimated));
    }

    private async Task<PastPrices> ReadAsync(PastRange range, params PriceRow[] rows)
    {
        await using var bench = await EngineBench.CreateAsync(postgres, Ct);
        await bench.Get<PriceLogStore>().WriteAsync(rows, Ct);
        return await bench.Get<IPastPrices>().ReadAsync(Btc, range, Ct);
    }

    private static PriceRow Row(int second, PriceRowKind kind = PriceRowKind.Observed) =>
        new(Btc, Noon.AddSeconds(second), 100 + second, kind, "coinbase");

    private static PriceTick Tick(int second, Transport transport) =>
        new(
            "coinbase",
            "BTC-USD",
            100 + second,
            null,
            null,
            Noon.AddSeconds(second),
            Noon.AddSeconds(second),
            transport
        );
}
