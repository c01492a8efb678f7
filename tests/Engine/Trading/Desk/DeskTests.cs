using Strikeboard.Data.Trading;
using Strikeboard.Engine.Commands;
using Strikeboard.Engine.Trading.Desk;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Engine.Tests.Trading.Desk;

/// <summary>Orders against the simulated venue; judged by its ledger, which knows nothing of ours.</summary>
public sealed class DeskTests(PostgresFixture postgres)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Order_FromEntryToExit_IsBookedAsTheVenueHasIt()
    {
        await using var bench = await DeskBench.StartAsync(postgres, Ct);
        var sight = bench.Open().First();

        var placed = await bench.DoAsync(DeskBench.Buy(sight, 3), Ct);
        Assert.True(placed.Accepted, placed.Refusal?.Message);
        var id = Guid.Parse(placed.Message);
        await DeskBench.UntilAsync(() => bench.Desk.Find(id) is { Quantity: 3, Fills.Length: > 0 }, Ct);
        var closed = await bench.DoAsync(new ClosePosition(id, null), Ct);
        Assert.True(closed.Accepted, closed.Refusal?.Message);
        await DeskBench.UntilAsync(
            () => bench.Desk.Find(id) is { State: PositionState.Closed } p && Booked(p) == 6,
            Ct
        );

        var fills = await bench.LedgerAsync("filled", Ct);
        var cash = fills.Sum(line => line.GetProperty("cash").GetDecimal());
        var fees = fills.Sum(line => line.GetProperty("fee").GetDecimal());
        var money = PositionMoney.Of(bench.Desk.Find(id)!);
        Assert.Equal((cash, fees, cash), (money.Cash, money.Fees, money.Net));
    }

    [Fact]
    public async Task Entries_TwoHundredAtOnceForOneContract_GiveOneOrder()
    {
        await using var bench = await DeskBench.StartAsync(postgres, Ct);
        var sight = bench.Open().First();

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 200)
                .Select(i => Task.Run(() => bench.DoAsync(DeskBench.Buy(sight, 1 + (i % 5), rests: 600), Ct), Ct))
        );

        Assert.Single(answers, answer => answer.Accepted);
        await DeskBench.UntilAsync(
            () => bench.Desk.All.Single().Attempts.Single() is { IsFinal: true } or { State: AttemptState.Working },
            Ct
        );
        Assert.Single(await bench.LedgerAsync("received", Ct));
    }

    [Fact]
    public async Task Entries_BeyondTheLimit_AreAdmittedToTheLastContractAndNotFurther()
    {
        await using var bench = await DeskBench.StartAsync(postgres, Ct);
        await bench.LimitAsync(
            """
            'MaxOpenPositions', 7, 'MaxOrdersPerSecond', 100, 'MaxOrdersPerMinute', 1000, 'LookAlikeSeconds', 0, 'CollarCents', 20,
            'MaxExposure', 10000, 'MaxEventExposure', 10000, 'MaxSymbolExposure', 10000, 'MinSecondsToClose', 5
            """,
            Ct
        );
        var sights = bench.Open().Take(12).ToList();
        Assert.True(sights.Count > 7, $"only {sights.Count} contracts can be bought");

        var answers = new CommandOutcome[500];
        await Parallel.ForAsync(
            0,
            answers.Length,
            new ParallelOptions { MaxDegreeOfParallelism = 50, CancellationToken = Ct },
            async (i, ct) => answers[i] = await bench.DoAsync(Resting(sights[i % sights.Count]), ct)
        );

        Assert.Contains(answers, answer => answer.Refusal?.Code == "risk.positions");
        // What could not be sent in time, on a busy machine, has given its place to another.
        var ended = bench.Desk.All.Count(position => !position.TakesSlot);
        var held = bench.Desk.All.Count(position => position.TakesSlot);
        Assert.InRange(held, 7 - ended, 7);
        Assert.Equal(held + ended, answers.Count(answer => answer.Accepted));
    }

    [Fact]
    public async Task Order_WhoseAnswerIsLost_IsFoundAndNeverSentAgain()
    {
        await using var bench = await DeskBench.StartAsync(postgres, Ct);
        await bench.BreakAsync(
            new
            {
                venue = "kalshi",
                kind = "losereply",
                count = 1,
            },
            Ct
        );

        var placed = await bench.DoAsync(DeskBench.Buy(bench.Open().First()), Ct);
        Assert.True(placed.Accepted, placed.Refusal?.Message);
        var id = Guid.Parse(placed.Message);
        await DeskBench.UntilAsync(() => bench.Desk.Find(id) is { Quantity: 2, State: PositionState.Open }, Ct);

        Assert.Single(await bench.LedgerAsync("received", Ct));
    }

    [Fact]
    public async Task Kill_FromThenOn_NothingIsOpenedAndWhatRestsIsTakenBack()
    {
        await using var bench = await DeskBench.StartAsync(postgres, Ct);
        var sight = bench.Open().First();
        var placed = await bench.DoAsync(Resting(sight), Ct);
        Assert.True(placed.Accepted, placed.Refusal?.Message);
        var id = Guid.Parse(placed.Message);
        await DeskBench.UntilAsync(() => bench.Desk.Find(id)!.Attempts.Single().State == AttemptState.Working, Ct);

        Assert.True((await bench.DoAsync(new Kill(), Ct)).Accepted);

        var refused = await bench.DoAsync(DeskBench.Buy(bench.Open().Last()), Ct);
        Assert.Equal((CommandVerdict.Refused, "risk.halted"), (refused.Verdict, refused.Refusal?.Code));
        await DeskBench.UntilAsync(() => bench.Desk.Find(id)!.State == PositionState.Missed, Ct);
        Assert.Single(
            await bench.LedgerAsync("received", Ct),
            line => line.GetProperty("operation").GetString() == "create"
        );
    }

    [Fact]
    public async Task Kill_WithoutTheDatabase_BlocksAtOnceCancelsAndIsRecordedOnceWhenItIsBack()
    {
        await using var bench = await DeskBench.StartAsync(postgres, Ct);
        var placed = await bench.DoAsync(Resting(bench.Open().First()), Ct);
        Assert.True(placed.Accepted, placed.Refusal?.Message);
        var id = Guid.Parse(placed.Message);
        await DeskBench.UntilAsync(() => bench.Desk.Find(id)!.Attempts.Single().State == AttemptState.Working, Ct);
        await bench.LookAtRightsAsync(Ct);

        bench.Database.Cut();
        var killed = await bench.DoAsync(new Kill(), Ct);
        Assert.True(killed.Accepted, killed.Refusal?.Message);
        Assert.True(bench.Engine.Get<AccountDesk>().View.Killed);
        await bench.UntilLedgerAsync("cancelled", Ct);
        bench.Database.Mend();

        await DeskBench.UntilAsync(() => bench.Engine.Get<CommandSpool>().Waiting.IsEmpty, Ct);
        var record = Assert.Single(await bench.Engine.AuditAsync(Ct), row => row.Command == "desk.kill");
        Assert.Equal((killed.CommandId, "Done"), (record.CommandId, record.Verdict));
        var refused = await bench.DoAsync(DeskBench.Buy(bench.Open().Last()), Ct);
        Assert.Equal((CommandVerdict.Refused, "risk.halted"), (refused.Verdict, refused.Refusal?.Code));
        await DeskBench.UntilAsync(() => bench.Desk.Find(id)!.State == PositionState.Missed, Ct);
    }

    [Fact]
    public async Task Shutdown_OfADeskWithARestingEntry_TakesItBackFirst()
    {
        await using var bench = await DeskBench.StartAsync(postgres, Ct);
        var placed = await bench.DoAsync(Resting(bench.Open().First()), Ct);
        Assert.True(placed.Accepted, placed.Refusal?.Message);
        var id = Guid.Parse(placed.Message);
        await DeskBench.UntilAsync(() => bench.Desk.Find(id)!.Attempts.Single().State == AttemptState.Working, Ct);

        await bench.Engine.Get<CleanShutdown>().StoppingAsync(Ct);

        await DeskBench.UntilAsync(() => bench.Desk.Find(id)!.State == PositionState.Missed, Ct);
        Assert.Single(await bench.LedgerAsync("cancelled", Ct));
    }

    [Fact]
    public async Task Exit_WhileTheDatabaseIsAway_IsSentOnceAndIsInTheRecordsWhenItIsBack()
    {
        await using var bench = await DeskBench.StartAsync(postgres, Ct);
        var sight = bench.Open().First(s => s.Quote!.YesBid!.Value.Dollars is > 0.4m and < 0.7m);
        var stopped = DeskBench.Buy(sight, 3) with { StopPrice = sight.Quote!.YesBid!.Value.Dollars - 0.2m };
        var placed = await bench.DoAsync(stopped, Ct);
        Assert.True(placed.Accepted, placed.Refusal?.Message);
        var id = Guid.Parse(placed.Message);
        await DeskBench.UntilAsync(() => bench.Desk.Find(id) is { Quantity: 3, Fills.Length: > 0 }, Ct);

        bench.Database.Cut();
        await DeskBench.UntilAsync(() => bench.Desk.IsApart, Ct);
        await bench.MovePriceAsync(-1, Ct);
        await DeskBench.UntilAsync(() => bench.Desk.Find(id) is { State: PositionState.Closed }, Ct);
        var journal = bench.Engine.Get<ExitJournal>();
        Assert.NotEmpty(journal.Lines);
        bench.Database.Mend();
        await DeskBench.UntilAsync(() => journal.Lines.IsEmpty, Ct);

        var kept = await bench.Engine.Get<PositionStore>().LoadAsync(id, Ct);
        Assert.Equal((PositionState.Closed, 3m, 3m), (kept!.Value.State, kept.Value.Bought, kept.Value.Sold));
        var fills = await bench.LedgerAsync("filled", Ct);
        Assert.Equal(6, fills.Sum(line => line.GetProperty("quantity").GetDecimal()));
        Assert.Equal(fills.Sum(line => line.GetProperty("cash").GetDecimal()), PositionMoney.Of(kept.Value).Cash);
    }

    /// <summary>At a price nobody sells for, so it keeps its place.</summary>
    private static PlaceOrder Resting(MarketSight sight) =>
        DeskBench.Buy(sight, 2, rests: 600) with
        {
            LimitPrice = 0.01m,
        };

    private static decimal Booked(Position position) => position.Fills.Sum(fill => fill.Quantity);
}
