using System.Text.Json;
using Strikeboard.Engine.Tests.Trading.Desk;
using Strikeboard.Engine.Trading.Entries;
using Strikeboard.Engine.Trading.Reading;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Engine.Tests.Trading.Reading;

/// <summary>What the lists say of orders and trades that truly happened.</summary>
public sealed class ReadingTests(PostgresFixture postgres)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lists_AfterThreeTrades_TellEachOfThem_AndPageThroughAll()
    {
        await using var bench = await DeskBench.StartAsync(postgres, Ct);
        await bench.LimitAsync("'MaxOrdersPerSecond', 100, 'MaxOrdersPerMinute', 1000, 'CollarCents', 20", Ct);
        var traded = new List<Guid>();
        foreach (var sight in bench.Open().Take(3).ToList())
            traded.Add(await TradeAsync(bench, sight));

        await OrdersAsync(bench, traded);
        await TradesAsync(bench, traded);
        await RecordsAsync(bench, traded);
    }

    [Fact]
    public async Task Bot_IsChangedByCommand_AndKeepsWhatIsNotNamed()
    {
        await using var bench = await DeskBench.StartAsync(postgres, Ct);
        var (reader, bot) = (bench.Engine.Get<IBotReader>(), bench.Engine.Get<EntryBot>());

        var wrong = await bench.DoAsync(new SetBot(AutoEntry.Name, null, Json("""{"quantity":0}""")), Ct);
        var unknown = await bench.DoAsync(new SetBot(AutoEntry.Name, null, Json("""{"quantities":3}""")), Ct);
        foreach (var odd in new[] { """{"mode":7}""", """{"mode":"7"}""", """{"mode":"odd"}""", "null" })
        {
            var symbols = Json("""{"symbols":{"BTC":""" + odd + "}}");
            Assert.Equal(
                CommandVerdict.Invalid,
                (await bench.DoAsync(new SetBot(AutoEntry.Name, null, symbols), Ct)).Verdict
            );
        }
        var nobody = await bench.DoAsync(new SetBot("day_trader", true, null), Ct);
        var done = await bench.DoAsync(new SetBot(AutoEntry.Name, null, Json("""{"quantity":3}""")), Ct);

        Assert.Equal(
            [CommandVerdict.Invalid, CommandVerdict.Invalid, CommandVerdict.NotFound, CommandVerdict.Done],
            new[] { wrong, unknown, nobody, done }.Select(outcome => outcome.Verdict)
        );
        var kept = await reader.ReadAsync(AutoEntry.Name, Ct);
        Assert.NotNull(kept);
        Assert.Equal((3, 1.0, false), (kept.Settings.Quantity, kept.Settings.MinEdgeCents, kept.IsOn));
        Assert.Equal((3, false), (bot.Settings.Quantity, bot.Settings.Enabled));
    }

    [Fact]
    public async Task Bot_ThatSwitchedItselfOff_IsArmedAgainWithAReasonOnly()
    {
        await using var bench = await DeskBench.StartAsync(postgres, Ct);
        var bot = bench.Engine.Get<EntryBot>();
        for (var i = 0; i < bot.Settings.Guard.RefusalsInRow; i++)
            bot.Refused(new Refusal("venue.rejected", "No."));
        await bot.KeepAsync(Ct);
        Assert.False((await bench.Engine.Get<IBotReader>().ReadAsync(AutoEntry.Name, Ct))!.Guard.IsArmed);

        var silent = await bench.DoAsync(new ArmBot(AutoEntry.Name), Ct);
        var armed = await bench.Engine.Desk.ExecuteAsync(
            new ArmBot(AutoEntry.Name),
            new CommandContext(bench.Trader, "the venue is back"),
            Ct
        );

        Assert.Equal((CommandVerdict.Invalid, CommandVerdict.Done), (silent.Verdict, armed.Verdict));
        Assert.True(bot.Guard.IsArmed);
        var kept = (await bench.Engine.Get<IBotReader>().ReadAsync(AutoEntry.Name, Ct))!.Guard;
        Assert.Equal((true, 0, bench.Trader.Name), (kept.IsArmed, kept.RefusalsInRow, kept.RearmedBy));
    }

    private static async Task<Guid> TradeAsync(DeskBench bench, MarketSight sight)
    {
        var placed = await bench.DoAsync(DeskBench.Buy(sight), Ct);
        Assert.True(placed.Accepted, placed.Refusal?.Message);
        var id = Guid.Parse(placed.Message);
        await DeskBench.UntilAsync(() => bench.Desk.Find(id) is { Quantity: 2, Fills.Length: > 0 }, Ct);
        Assert.True((await bench.DoAsync(new ClosePosition(id, null), Ct)).Accepted);
        await DeskBench.UntilAsync(
            () =>
                bench.Desk.Find(id) is { State: PositionState.Closed } closed
                && closed.Fills.Sum(fill => fill.Quantity) == 4,
            Ct
        );
        return id;
    }

    private static async Task OrdersAsync(DeskBench bench, List<Guid> traded)
    {
        var reader = bench.Engine.Get<IOrderReader>();
        var all = await reader.PageAsync(new PageRequest(), new OrderFilter(), order => order.Id, Ct);
        Assert.Equal(traded.ToHashSet(), all.Items.Select(order => order.PositionId).ToHashSet());
        Assert.Equal(all.Items.Select(o => o.Id).OrderDescending(), all.Items.Select(o => o.Id));
        Assert.Equal(all.Items.Count, all.Items.Select(o => o.ClientOrderId).Distinct().Count());

        var paged = new List<OrderLine>();
        for (string? after = null; ; )
        {
            var page = await reader.PageAsync(
                new PageRequest(Limit: 1, After: after),
                new OrderFilter(),
                order => order.Id,
                Ct
            );
            Assert.Equal(all.Total, page.Total);
            paged.AddRange(page.Items);
            if ((after = page.Next) is null)
                break;
        }
        Assert.Equal(all.Items, paged);

        var exits = await reader.PageAsync(
            new PageRequest(),
            new OrderFilter
            {
                Purpose = IntentPurpose.Exit,
                Position = traded[0],
                Bot = bench.Trader.Name,
            },
            order => order.Id,
            Ct
        );
        Assert.All(exits.Items, order => Assert.Equal(traded[0], order.PositionId));
        Assert.Equal(2, exits.Items.Sum(order => order.Filled));
        var story = await reader.StoryAsync([traded[0]], Ct);
        Assert.Equal("entry", story[0].What);
        Assert.Contains(story, line => line is { What: "position", Detail: "Closed" });
        Assert.Equal([bench.Trader.Name], await reader.OpenersAsync(Ct));
    }

    private static async Task TradesAsync(DeskBench bench, List<Guid> traded)
    {
        var reader = bench.Engine.Get<ITradeReader>();
        var all = await reader.PageAsync(new PageRequest(), new TradeFilter(), trade => trade.Id, Ct);
        Assert.Equal(Enumerable.Reverse(traded), all.Items.Select(trade => trade.PositionId));
        foreach (var trade in all.Items)
        {
            var money = PositionMoney.Of(bench.Desk.Find(trade.PositionId)!);
            Assert.Equal((money.Net, money.Fees, 2m, "by hand"), (trade.Net, trade.Fees, trade.Quantity, trade.Cause));
        }
        var totals = await reader.TotalsAsync(new TradeFilter(), Ct);
        Assert.Equal((3, all.Items.Sum(trade => trade.Net)), (totals.All.Trades, totals.All.Net));
        Assert.Equal(["by hand"], totals.ByCause.Select(total => total.Name));
        Assert.Equal([bench.Trader.Name], totals.ByOpener.Select(total => total.Name));
        Assert.Equal(totals.All.Net, totals.Curve[^1].Net);
        Assert.Equal(3, totals.Curve.Count);
        var none = await reader.TotalsAsync(new TradeFilter { Cause = "settled" }, Ct);
        Assert.Equal((0, 0), (none.All.Trades, none.Curve.Count));
    }

    private static async Task RecordsAsync(DeskBench bench, List<Guid> traded)
    {
        var records = bench.Engine.Get<ITradingRecords>();
        var fills = await records.FillsAsync(new PageRequest(), null, Ct);
        Assert.Equal(12, fills.Items.Sum(fill => fill.Quantity));
        var paged = new List<FillLine>();
        for (string? after = null; ; )
        {
            var page = await records.FillsAsync(new PageRequest(Limit: 1, After: after), null, Ct);
            paged.AddRange(page.Items);
            if ((after = page.Next) is null)
                break;
        }
        Assert.Equal(fills.Items, paged);
        var closed = await records.ClosedTodayAsync(new PageRequest(), Ct);
        Assert.Equal(Enumerable.Reverse(traded), closed.Items.Select(line => line.PositionId));
        Assert.Empty((await records.SettlementsAsync(new PageRequest(), "no such contract", Ct)).Items);
    }

    private static JsonElement Json(string text) => JsonElement.Parse(text);
}
