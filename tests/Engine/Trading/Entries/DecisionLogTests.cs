using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Strikeboard.Engine.Trading.Entries;
using Strikeboard.Engine.Trading.Entries.Keeping;
using Strikeboard.Engine.Trading.Reading;
using Strikeboard.Model;
using Strikeboard.Testing;
using static Strikeboard.Engine.Tests.Trading.Entries.DecisionPackingTests;
using static Strikeboard.Engine.Tests.Trading.Entries.EntryBench;

namespace Strikeboard.Engine.Tests.Trading.Entries;

/// <summary>What was weighed, in a real database and back.</summary>
public sealed class DecisionLogTests(PostgresFixture postgres)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly StrikeRow Near = Row with { Ticker = "NEAR", Volume = 900 };
    private static readonly StrikeRow Far = Row with { Ticker = "FAR", Volume = 10 };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Weighed_IsFoundAgain_ByWhatSaidNo_NearestFirst_AndWholeByItsCycle()
    {
        await using var bench = await EngineBench.CreateAsync(postgres, Ct);
        var weighed = Enumerable.Range(1, 50).Select(id => Weighed(id, On, Near, Far)).ToList();
        await KeepAsync(bench, weighed);
        var history = bench.Get<IDecisionHistory>();

        var near = await history.NearestPageAsync(new PageRequest(), new StretchFilter(), Ct);
        Assert.Equal(4, near.Total);
        Assert.Equal(("NEAR", Side.Yes, 50), (near.Items[0].Instrument, near.Items[0].Side, near.Items[0].Cycles));
        Assert.Equal(near.Items.OrderBy(s => s.Lacks).ThenBy(s => s.Distance), near.Items);

        var volume = new StretchFilter
        {
            Gate = EntryGateNames.Volume,
            Lacks = 1,
            Symbol = "btc",
            Side = Side.Yes,
            Outcome = DecisionOutcome.No,
        };
        var found = await history.NearestPageAsync(new PageRequest(), volume, Ct);
        Assert.Equal(["NEAR", "FAR"], found.Items.Select(s => s.Instrument));
        var one = await history.PageAsync(new PageRequest(), volume with { Instrument = "far" }, s => s.Id, Ct);
        Assert.Equal(("FAR", EntryGateNames.Volume), (one.Items.Single().Instrument, one.Items.Single().SaidNo));
        Assert.Empty((await history.NearestPageAsync(new PageRequest(), volume with { To = Noon }, Ct)).Items);
        Assert.Equal(2, (await history.CountAsync(volume with { From = Noon.AddSeconds(50) }, Ct)).Matching);

        foreach (var was in weighed)
        {
            var kept = await history.CycleAsync(was.CycleId, Ct);
            Assert.NotNull(kept);
            foreach (var (told, read) in was.Decisions.Zip(kept.Decisions, (a, b) => (a, b)))
                Same(told, read);
        }
        Assert.Null(await history.CycleAsync(51, Ct));
    }

    [Fact]
    public async Task Pages_ByEitherOrder_ReadEveryWhileOnce_WhateverComesMeanwhile()
    {
        await using var bench = await EngineBench.CreateAsync(postgres, Ct);
        // Every cycle has another answer: as many whiles as there are candidates.
        await KeepAsync(bench, Enumerable.Range(1, 30).Select(id => Weighed(id, On, id % 2 == 0 ? Near : Row)));
        var history = bench.Get<IDecisionHistory>();
        var all = await history.CountAsync(new StretchFilter(), Ct);

        var (nearest, newest) = (new List<DecisionStretch>(), new List<DecisionStretch>());
        for (string? after = null; ; )
        {
            var page = await history.NearestPageAsync(new PageRequest(Limit: 7, After: after), new StretchFilter(), Ct);
            nearest.AddRange(page.Items);
            if (after is null)
                await KeepAsync(bench, [Weighed(900, On, Row)]);
            if ((after = page.Next) is null)
                break;
        }
        for (string? after = null; ; )
        {
            var page = await history.PageAsync(
                new PageRequest(Limit: 7, After: after),
                new StretchFilter(),
                s => s.Id,
                Ct
            );
            newest.AddRange(page.Items);
            if ((after = page.Next) is null)
                break;
        }

        Assert.Equal(all.Matching, nearest.Count);
        Assert.Equal(nearest.OrderBy(s => s.Lacks).ThenBy(s => s.Distance).ThenByDescending(s => s.Id), nearest);
        Assert.Equal(newest.OrderByDescending(s => s.Id), newest);
        Assert.Equal(nearest.Select(s => s.Id).Order(), newest.Where(s => s.Id <= all.Top).Select(s => s.Id).Order());
        foreach (var (place, row) in nearest.Index())
            Assert.Equal(place, await history.RankNearestAsync(new StretchFilter(), row.Place, all.Top, Ct));
    }

    [Fact]
    public async Task Stop_KeepsWhatIsInHand_AndAnotherStartFindsIt()
    {
        await using var bench = await EngineBench.CreateAsync(postgres, Ct);
        var log = bench.Get<DecisionLog>();
        await log.StartAsync(Ct);
        Tell(bench, Weighed(7, On, Near));
        await log.StopAsync(Ct);

        var history = bench.Get<IDecisionHistory>();
        Assert.Equal(2, (await history.CountAsync(new StretchFilter(), Ct)).Matching);
        var fresh = new DecisionHistory(bench.Get<NpgsqlDataSource>(), new(bench.Get<NpgsqlDataSource>()), new());
        Assert.Equal(2, (await fresh.CycleAsync(7, Ct))?.Decisions.Length);
    }

    [Fact]
    public async Task Entry_IsWrittenAtOnce()
    {
        await using var bench = await EngineBench.CreateAsync(postgres, Ct);
        var log = bench.Get<DecisionLog>();
        await log.StartAsync(Ct);
        Tell(bench, Weighed(3, On, Row));

        var store = new Data.Trading.DecisionStore(bench.Get<NpgsqlDataSource>());
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(Patience);
        byte[]? packed;
        while ((packed = await store.FindAsync(3, patience.Token)) is null)
            await Task.Yield();

        var kept = DecisionPacking.Unpack(packed)!.Value.Single();
        Assert.Contains(kept.Decisions, told => told.Decision.Outcome == EntryOutcome.Enter);
        await log.StopAsync(Ct);
    }

    [Fact]
    public async Task Database_ThatIsAway_CostsTheOldest_CountedAndTold_AndTheRestIsKeptLater()
    {
        await using var bench = await EngineBench.CreateAsync(postgres, Ct);
        var (diary, source) = (new Diary(), bench.Get<NpgsqlDataSource>());
        using var log = new DecisionLog(new(), new(source), diary, NullLogger<DecisionLog>.Instance);
        await DoAsync(bench, "ALTER TABLE trading.decisions RENAME TO decisions_away");
        // Each is a run of its own, for each wants to enter: more than are held.
        for (var id = 1; id <= 400; id++)
            Assert.True(log.Take(Weighed(id, On, Row)));
        await log.TryStoreAsync(Patience, Ct);
        Assert.Equal(40, log.Dropped);

        await DoAsync(bench, "ALTER TABLE trading.decisions_away RENAME TO decisions");
        await log.TryStoreAsync(Patience, Ct);

        var history = bench.Get<IDecisionHistory>();
        Assert.Null(await history.CycleAsync(40, Ct));
        Assert.NotNull(await history.CycleAsync(41, Ct));
        Assert.NotNull(await history.CycleAsync(400, Ct));
        var (code, message) = Assert.Single(diary.Lines);
        Assert.Equal("decisions.dropped", code);
        Assert.StartsWith("40 records", message, StringComparison.Ordinal);
    }

    private static async Task KeepAsync(EngineBench bench, IEnumerable<WeighedCycle> weighed)
    {
        var log = bench.Get<DecisionLog>();
        foreach (var cycle in weighed)
            log.Take(cycle);
        await log.EndAsync();
    }

    private static void Tell(EngineBench bench, WeighedCycle weighed) =>
        bench.Get<Decisions>().Keep(Facts().Cycle with { Id = weighed.CycleId, DueAt = weighed.At }, weighed.Decisions);

    private static async Task DoAsync(EngineBench bench, string sql)
    {
        await using var command = bench.Get<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
