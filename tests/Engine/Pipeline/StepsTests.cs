using System.Collections.Immutable;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Pipeline.Steps;
using Strikeboard.Model;

namespace Strikeboard.Engine.Tests.Pipeline;

/// <summary>The five steps as one line, from what was captured to what a reader gets.</summary>
public sealed class StepsTests
{
    private static readonly DateTimeOffset Close = new(2026, 1, 5, 13, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = Close.AddMinutes(-15);
    private readonly CycleRunner _runner = new(
        [new PriceStep(), new MarketStep(), new ProbabilityStep(), new StrikeStep(), new WatchlistStep()],
        TimeProvider.System
    );

    [Fact]
    public void Run_HealthyInputs_MakesATableAroundSpotWithFallingProbabilities()
    {
        var table = Assert.Single(Run(Inputs.Healthy(Now, Close)).Strikes);

        Assert.Equal(21, table.Rows.Length);
        Assert.Equal(table.Rows.Select(row => row.Strike).Order(), table.Rows.Select(row => row.Strike));
        Assert.Equal(table.Rows.Select(row => row.PYes).OrderDescending(), table.Rows.Select(row => row.PYes));
        Assert.Equal(100_000m, table.Rows.Single(row => row.Ticker == table.AtTheMoney).Strike);
        Assert.Equal((Quality.Live, EventPhase.Open), (table.Quality, table.Event!.Phase));
    }

    [Fact]
    public void Run_EveryRow_HasOneBookForBothSides()
    {
        var row = Run(Inputs.Healthy(Now, Close)).Strikes[0].Rows[0];

        Assert.Equal((40m, 42m, 58m, 60m), (row.YesBid, row.YesAsk, row.NoBid, row.NoAsk));
        Assert.Equal(row.YesEdge, row.YesDiff - (double)row.YesFee!.Value);
    }

    [Fact]
    public void Run_AMispricedRow_ComesOntoTheWatchlistAndTheOthersSayWhatTheyLack()
    {
        var list = Run(Inputs.Healthy(Now, Close)).Watchlist!;

        Assert.NotEmpty(list.Entries);
        Assert.Equal(Enumerable.Range(1, list.Entries.Length), list.Entries.Select(entry => entry.Rank));
        Assert.All(list.NearMisses, miss => Assert.NotEmpty(miss.Failed));
        Assert.Null(list.Closed);
    }

    [Fact]
    public void Run_StalePrice_NamesAgeAndReasonAndSkipsWhatNeedsIt()
    {
        var inputs = Inputs.Healthy(Now, Close) with
        {
            Now = Now.AddSeconds(4),
            PriceSourceStatus = new SourceStatus
            {
                Name = "coinbase",
                State = SourceState.WaitingToReconnect,
                Transport = Transport.None,
                Reason = "no frame for 3.0 s",
            },
        };

        var snapshot = Run(inputs);

        Assert.Equal("the last price is 4.0 s old (coinbase: no frame for 3.0 s)", snapshot.Steps[0].Error?.Message);
        Assert.Null(snapshot.Price);
        Assert.Empty(snapshot.Strikes);
        Assert.Equal(StepOutcome.Skipped, snapshot.Steps[^1].Outcome);
    }

    [Fact]
    public void Run_BetweenTwoEvents_SucceedsAndSaysWhenTheNextOpens()
    {
        var healthy = Inputs.Healthy(Now, Close);
        var later = healthy.Markets.Events[0] with { OpenTime = Now.AddMinutes(2), CloseTime = Now.AddMinutes(12) };
        var inputs = healthy with
        {
            Markets = healthy.Markets with { Events = [later] },
            MarketSourceStatus = new SourceStatus
            {
                Name = "kalshi",
                State = SourceState.Connected,
                Transport = Transport.Stream,
                LastFrameAt = Now,
            },
        };

        var snapshot = Run(inputs);

        Assert.True(snapshot.Succeeded);
        var table = Assert.Single(snapshot.Strikes);
        Assert.Null(table.Event);
        Assert.Equal(Now.AddMinutes(2), table.NextOpen);
        Assert.Equal("no event is open", snapshot.Watchlist?.Closed);
    }

    [Fact]
    public void Run_FallbackPrice_IsShownAsSuchAndListsNothing()
    {
        var healthy = Inputs.Healthy(Now, Close);
        var polled = healthy.Reading!.Tick with { Transport = Transport.Polling };

        var snapshot = Run(healthy with { Reading = new PriceReading(polled, Now) });

        Assert.True(snapshot.Succeeded);
        Assert.Equal(Quality.Fallback, snapshot.Strikes[0].Quality);
        Assert.Empty(snapshot.Watchlist!.Entries);
        Assert.Contains("fallback", snapshot.Watchlist.Closed, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_InTheLastMinute_CountsTheKnownPricesOfTheSettlement()
    {
        var now = Close.AddSeconds(-20);
        var rows = Enumerable
            .Range(-62, 43)
            .Select(offset => new PriceRow(
                new Symbol("BTC"),
                Close.AddSeconds(offset),
                100_050m,
                PriceRowKind.Observed,
                "coinbase"
            ))
            .ToImmutableArray();
        var healthy = Inputs.Healthy(now, Close);

        var snapshot = Run(healthy with { Prices = healthy.Prices with { LastMinute = rows } });

        var probabilities = Assert.Single(snapshot.Probabilities);
        Assert.Equal(
            (EventPhase.Averaging, 40, 0),
            (probabilities.Phase, probabilities.KnownTicks, probabilities.InterpolatedTicks)
        );
        Assert.Equal((40 * 100_050.0 + 20 * 100_000.0) / 60, probabilities.Mean, 6);
        Assert.Contains("less than 30 s", snapshot.Watchlist!.Closed, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_SettlementMinuteWithManyHoles_IsEstimatedAndOpensNothing()
    {
        var healthy = Inputs.Healthy(Close.AddSeconds(-35), Close);

        var snapshot = Run(healthy);

        Assert.Equal(Quality.Estimated, snapshot.Strikes[0].Quality);
        Assert.Empty(snapshot.Watchlist!.Entries);
    }

    private SymbolSnapshot Run(SymbolInputs inputs) =>
        _runner
            .Run(
                new CycleInputs
                {
                    CycleId = inputs.CycleId,
                    Generation = 1,
                    DueAt = inputs.Now,
                    Now = inputs.Now,
                    Symbols = [inputs],
                }
            )
            .Symbols[0];
}
