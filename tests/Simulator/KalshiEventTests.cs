using System.Net;
using System.Text.Json;

namespace Strikeboard.Simulator.Tests;

public sealed class KalshiEventTests
{
    [Theory]
    [InlineData("KXBTCD", 100, 250)]
    [InlineData("KXETHD", 5, 10)]
    public async Task Ladder_OpenEvents_HaveFortyOneStrikesEndingInNinetyNine(
        string series,
        int tenMinuteStep,
        int hourStep
    )
    {
        await using var sim = await Pretended.StartAsync();

        foreach (
            var group in (await sim.MarketsAsync($"series_ticker={series}&status=open")).GroupBy(m =>
                m.GetProperty("event_ticker").GetString()!
            )
        )
        {
            var floors = group.Select(m => m.GetProperty("floor_strike").GetDecimal()).ToArray();
            var step = group.Key.EndsWith("1010", StringComparison.Ordinal) ? tenMinuteStep : hourStep;
            Assert.Equal(41, floors.Length);
            Assert.All(floors, f => Assert.Equal(0.99m, f % 1));
            Assert.All(floors.Zip(floors.Skip(1)), pair => Assert.Equal(step, pair.Second - pair.First));
            Assert.All(group, m => Assert.Equal("greater", m.GetProperty("strike_type").GetString()));
            Assert.All(
                group,
                m =>
                    Assert.EndsWith(
                        $"-T{m.GetProperty("floor_strike").GetDecimal()}",
                        m.GetProperty("ticker").GetString(),
                        StringComparison.Ordinal
                    )
            );
            Assert.All(group, m => Assert.Equal(2, m.GetProperty("exchange_index").GetInt32()));
        }
    }

    [Theory]
    [InlineData("KXBTC")]
    [InlineData("KXETH")]
    public async Task Range_CellsAndTails_TileTheLineWithoutGap(string series)
    {
        await using var sim = await Pretended.StartAsync();

        foreach (
            var group in (await sim.MarketsAsync($"series_ticker={series}&status=open")).GroupBy(m =>
                m.GetProperty("event_ticker").GetString()
            )
        )
        {
            var markets = group.ToArray();
            Assert.Equal(21, markets.Length);
            Assert.Equal("less", markets[0].GetProperty("strike_type").GetString());
            Assert.Equal("greater", markets[^1].GetProperty("strike_type").GetString());
            var edge = markets[0].GetProperty("cap_strike").GetDecimal();
            foreach (var cell in markets[1..^1])
            {
                Assert.Equal("between", cell.GetProperty("strike_type").GetString());
                Assert.Equal(edge, cell.GetProperty("floor_strike").GetDecimal());
                edge = cell.GetProperty("cap_strike").GetDecimal() + 0.01m;
            }
            Assert.Equal(edge - 0.01m, markets[^1].GetProperty("floor_strike").GetDecimal());
        }
    }

    [Fact]
    public async Task Calendar_AnyTime_ShowsOpenEventsAndTwoAheadOfEachPace()
    {
        await using var sim = await Pretended.StartAsync();

        var open = await Events(sim, "open");
        var unopened = await Events(sim, "unopened");

        Assert.Equal(["KXBTCD-26SEP091010", "KXBTCD-26SEP0911"], open);
        Assert.Equal(["KXBTCD-26SEP091020", "KXBTCD-26SEP091030", "KXBTCD-26SEP0912", "KXBTCD-26SEP0913"], unopened);
    }

    [Fact]
    public async Task Calendar_LastTenMinutesOfAnHour_BelongToTheHourlyEvent()
    {
        await using var sim = await Pretended.StartAsync(start: Pretended.Start.AddMinutes(50));

        Assert.Equal(["KXBTCD-26SEP0911"], await Events(sim, "open"));
        Assert.Contains("KXBTCD-26SEP091110", await Events(sim, "unopened"));
    }

    [Fact]
    public async Task Calendar_RepeatedHourInAutumn_NamesNoEventTwice()
    {
        await using var sim = await Pretended.StartAsync(
            start: new DateTimeOffset(2026, 11, 1, 4, 30, 0, TimeSpan.Zero)
        );
        sim.Time.Advance(TimeSpan.FromMinutes(31));

        var all = (await Events(sim, "open")).Concat(await Events(sim, "unopened")).ToArray();

        Assert.Equal(all.Length, all.Distinct(StringComparer.Ordinal).Count());
        Assert.Contains("KXBTCD-26NOV0102", all);
    }

    [Fact]
    public async Task Restart_SameSeedAndInstant_ListsTheSameMarkets()
    {
        await using var one = await Pretended.StartAsync();
        await using var two = await Pretended.StartAsync(start: Pretended.Start.AddMinutes(-1));
        two.Time.Advance(TimeSpan.FromMinutes(1));

        static IEnumerable<string?> Tickers(IEnumerable<JsonElement> markets) =>
            markets.Select(m => m.GetProperty("ticker").GetString()).Order(StringComparer.Ordinal);
        Assert.Equal(
            Tickers(await one.MarketsAsync("series_ticker=KXBTCD")),
            Tickers(await two.MarketsAsync("series_ticker=KXBTCD"))
        );
    }

    [Fact]
    public async Task Lists_BadLimitOrStatus_AreRefusedByName_AndGarbageCursorStartsOver()
    {
        await using var sim = await Pretended.StartAsync();

        var limit = await sim.GetAsync($"{Pretended.KalshiRest}/markets?limit=1001", HttpStatusCode.BadRequest);
        var status = await sim.GetAsync($"{Pretended.KalshiRest}/markets?status=odd", HttpStatusCode.BadRequest);
        var garbage = await sim.GetAsync($"{Pretended.KalshiRest}/markets?limit=1&cursor=%21%21");
        var missing = await sim.GetAsync($"{Pretended.KalshiRest}/markets/NOPE", HttpStatusCode.NotFound);

        Assert.Contains("limit", limit.GetProperty("msg").GetString(), StringComparison.Ordinal);
        Assert.Contains("status", status.GetProperty("msg").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, garbage.GetProperty("markets").GetArrayLength());
        Assert.Equal("not_found", missing.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Lists_FollowedByCursor_GiveEveryMarketOnce()
    {
        await using var sim = await Pretended.StartAsync();
        var seen = new List<string>();
        var cursor = "";
        do
        {
            var page = await sim.GetAsync(
                $"{Pretended.KalshiRest}/markets?series_ticker=KXETH&limit=50&cursor={Uri.EscapeDataString(cursor)}"
            );
            seen.AddRange(
                page.GetProperty("markets").EnumerateArray().Select(m => m.GetProperty("ticker").GetString()!)
            );
            cursor = page.GetProperty("cursor").GetString()!;
        } while (cursor.Length > 0);

        Assert.Equal(6 * 21, seen.Count);
        Assert.Equal(seen.Count, seen.Distinct(StringComparer.Ordinal).Count());
    }

    private static async Task<string[]> Events(Pretended sim, string status)
    {
        var list = await sim.GetAsync($"{Pretended.KalshiRest}/events?series_ticker=KXBTCD&status={status}");
        return [.. list.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("event_ticker").GetString()!)];
    }
}
