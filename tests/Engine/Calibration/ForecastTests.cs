using Strikeboard.Engine.Calibration;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Engine.Tests.Calibration;

/// <summary>From a checkpoint to the outcome.</summary>
public sealed class ForecastTests(PostgresFixture postgres) : IAsyncLifetime
{
    private ForecastBench _bench = null!;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _bench = await ForecastBench.CreateAsync(postgres, Ct);

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Cycles_UpToTheClose_KeepOneForecastPerContractAndCheckpoint()
    {
        _bench.RunUntil(secondsLeft: 0);
        await _bench.StopAsync(Ct);

        var rows = await _bench.RowsAsync(Ct);
        Assert.Equal(
            [2700, 1800, 900, 300, 60],
            rows.Where(row => row.Ticker == ForecastBench.Ticker(2)).Select(row => row.Checkpoint)
        );
        Assert.Equal(5 * ForecastBench.Contracts, rows.Count);
        Assert.All(rows, row => Assert.Equal(row.Checkpoint, (row.CloseTime - row.At).TotalSeconds));
        Assert.All(rows, row => Assert.Equal(row.At.ToUnixTimeSeconds(), row.CycleId));
    }

    [Fact]
    public async Task Quotes_WithoutABuyerOrTooOld_GiveTheMarketNoForecast()
    {
        _bench.RunUntil(secondsLeft: 2699);
        await _bench.StopAsync(Ct);

        var rows = await _bench.RowsAsync(Ct);
        Assert.Equal([null, null, 0.515, 0.515], rows.OrderBy(row => row.Ticker).Select(row => row.MarketMid));
        Assert.Equal(Quality.Stale, rows.Single(row => row.Ticker == ForecastBench.Ticker(1)).QuoteQuality);
    }

    [Fact]
    public async Task Restart_JustAfterACheckpoint_CountsNothingTwice()
    {
        _bench.RunUntil(secondsLeft: 299, chance: 0.6);
        await _bench.StopAsync(Ct);

        await _bench.StartAsync(Ct);
        _bench.RunUntil(secondsLeft: 50, chance: 0.7);
        await _bench.StopAsync(Ct);

        var rows = await _bench.RowsAsync(Ct);
        Assert.Equal(5 * ForecastBench.Contracts, rows.Count);
        Assert.All(rows, row => Assert.Equal(row.Checkpoint == 60 ? 0.7 : 0.6, row.Chance));
    }

    [Fact]
    public async Task Downtime_OverACheckpoint_LeavesItEmptyRatherThanLate()
    {
        _bench.RunUntil(secondsLeft: 310);
        await _bench.StopAsync(Ct);
        _bench.Time.Advance(TimeSpan.FromSeconds(16));

        await _bench.StartAsync(Ct);
        _bench.RunUntil(secondsLeft: 50);
        await _bench.StopAsync(Ct);

        Assert.DoesNotContain(await _bench.RowsAsync(Ct), row => row.Checkpoint == 300);
        Assert.Contains(await _bench.RowsAsync(Ct), row => row.Checkpoint == 60);
    }

    [Fact]
    public async Task Settlement_HeardAfterARestart_IsWrittenToAllCheckpoints()
    {
        _bench.RunUntil(secondsLeft: 200);
        await _bench.StopAsync(Ct);
        await _bench.StartAsync(Ct);
        _bench.RunUntil(secondsLeft: 0);
        _bench.Settle(contract => contract < 2 ? Side.Yes : Side.No);
        _bench.Settle(contract => contract < 2 ? Side.Yes : Side.No, isFinal: true);
        await _bench.StopAsync(Ct);

        var rows = await _bench.RowsAsync(Ct);
        Assert.Equal(5 * ForecastBench.Contracts, rows.Count);
        Assert.All(
            rows,
            row =>
                Assert.Equal(
                    (string.CompareOrdinal(row.Ticker, "E-T2") < 0 ? Side.Yes : Side.No, 84_000.5m, true),
                    (row.Result!.Value, row.ExpirationValue!.Value, row.IsFinal)
                )
        );
    }

    [Fact]
    public async Task Read_EstimatedForecasts_AreCountedAndNotScored()
    {
        _bench.RunUntil(secondsLeft: 100, Quality.Estimated);
        _bench.RunUntil(secondsLeft: 0);
        _bench.Settle(_ => Side.Yes);
        await _bench.StopAsync(Ct);
        using var reader = _bench.Reader();

        var answer = await reader.ReadAsync(new ForecastFilter(), Ct);

        Assert.Equal([2700, 1800, 900, 300, 60], answer.Checkpoints.Select(one => one.Checkpoint));
        var (early, late) = (answer.Checkpoints[3], answer.Checkpoints[4]);
        Assert.Equal((4, 4, 0), (early.Count.Kept, early.Count.NotScored, early.Scored));
        Assert.Equal("not yet: 0 of 200 settled", early.Verdict);
        Assert.Null(early.Ours);
        Assert.Equal((4, 0, 4, 1), (late.Count.Kept, late.Count.NotScored, late.Scored, late.Events));
        Assert.Equal("not yet: 4 of 200 settled", late.Verdict);
        Assert.True(late.IsProvisional);
        Assert.Equal(0.16, late.Ours!.Brier.Value, 12);
        Assert.Equal((2, 0.235225), (late.Market!.Count, Math.Round(late.Market.Brier.Value, 9)));
        Assert.Equal(1 - (0.16 / 0.235225), late.SkillAgainstMarket!.Value, 9);
    }

    [Fact]
    public async Task Read_NewOutcomes_AreSeenAndTheSameOnesNotReckonedAgain()
    {
        _bench.RunUntil(secondsLeft: 0);
        await _bench.StopAsync(Ct);
        using var reader = _bench.Reader();
        var before = await reader.ReadAsync(new ForecastFilter(), Ct);
        _bench.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Same(before, await reader.ReadAsync(new ForecastFilter(), Ct));

        await _bench.StartAsync(Ct);
        _bench.Settle(_ => Side.No);
        await _bench.StopAsync(Ct);

        var after = await reader.ReadAsync(new ForecastFilter(Checkpoint: 60), Ct);
        Assert.Equal(4, Assert.Single(after.Checkpoints).Scored);
        Assert.Equal(4, (await reader.ReadAsync(new ForecastFilter(), Ct)).Checkpoints[4].Scored);
    }

    [Fact]
    public async Task List_ByPage_GivesEachForecastOnce()
    {
        _bench.RunUntil(secondsLeft: 0);
        await _bench.StopAsync(Ct);
        using var reader = _bench.Reader();
        var filter = new ForecastFilter(new Symbol("BTC"), "KXBTCD");

        var seen = new List<ForecastEntry>();
        string? next = null;
        do
        {
            var page = await reader.ListAsync(filter, new PageRequest(Limit: 7, After: next), Ct);
            Assert.Equal(20, page.Total);
            seen.AddRange(page.Items);
            next = page.Next;
        } while (next is not null);

        Assert.Equal(20, seen.Select(entry => (entry.Forecast.Ticker, entry.Forecast.Checkpoint)).Distinct().Count());
        Assert.Equal(0.6, seen[0].Forecast.PYes);
    }

    [Theory]
    [InlineData(300, 300)]
    [InlineData(299.97, 300)]
    [InlineData(295.1, 300)]
    [InlineData(295, null)]
    [InlineData(300.1, null)]
    [InlineData(0, null)]
    public void Due_WithinFiveSecondsAfter_IsTheCheckpoint(double left, int? checkpoint) =>
        Assert.Equal(checkpoint, Checkpoints.Due(left));
}
