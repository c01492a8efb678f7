using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Strikeboard.Engine.Trading.Entries;
using Strikeboard.Engine.Trading.Reading;
using Strikeboard.Model;
using Strikeboard.Web.Screens.Why;
using Strikeboard.Web.Tests.House;
using Strikeboard.Web.Tests.Screens;

namespace Strikeboard.Web.Tests.Trading;

public sealed class PastDecisionTests : ScreenTest
{
    [Fact]
    public void Past_ComesNearestFirst_AndAsksByItsAddress()
    {
        Tell();
        Services
            .GetRequiredService<NavigationManager>()
            .NavigateTo("why/past?gate=volume&symbol=BTC&outcome=no&lacks=2&from=2026-09-09T10:00:00Z&text=near");

        var page = Render<PastScreen>();

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tbody tr").Count));
        Assert.Equal(
            new StretchFilter
            {
                Gate = EntryGateNames.Volume,
                Symbol = "BTC",
                Outcome = DecisionOutcome.No,
                Lacks = 2,
                Instrument = "near",
                From = new DateTimeOffset(2026, 9, 9, 10, 0, 0, TimeSpan.Zero),
            },
            History.Asked[^1]
        );
        Assert.Contains("NEAR", page.FindAll("tbody tr")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Contracts traded", page.FindAll("tbody tr")[0].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Past_ByTime_ComesNewestFirst()
    {
        Tell();
        Services.GetRequiredService<NavigationManager>().NavigateTo("why/past?sort=-until");

        var page = Render<PastScreen>();

        page.WaitForAssertion(() =>
            Assert.Contains("FAR", page.FindAll("tbody tr")[0].TextContent, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Row_ThatIsOpened_ShowsEveryConditionOfItsNearestCycle()
    {
        Tell();
        History.Cycle = new WeighedCycle(50, Now, [new DecisionTold(Decision("NEAR"), null)]);
        Services.GetRequiredService<NavigationManager>().NavigateTo("why/past?row=1");

        var page = Render<PastScreen>();

        page.WaitForAssertion(() =>
            Assert.Contains("900", page.Find("table.gates").TextContent, StringComparison.Ordinal)
        );
        Assert.Equal("cycles/50", page.Find("a[href^='cycles/']").GetAttribute("href"));
    }

    [Fact]
    public void Row_WhoseCycleIsForgotten_SaysSo()
    {
        Tell();
        Services.GetRequiredService<NavigationManager>().NavigateTo("why/past?row=1");

        var page = Render<PastScreen>();

        page.WaitForAssertion(() => Assert.Contains("not kept any more", page.Markup, StringComparison.Ordinal));
    }

    internal static DecisionStretch Stretch(long id, string instrument, double distance) =>
        new(
            id,
            DateTimeOffset.UnixEpoch,
            DateTimeOffset.UnixEpoch.AddMinutes(1),
            60,
            "BTC",
            "event",
            instrument,
            Side.Yes,
            DecisionOutcome.No,
            EntryGateNames.Volume,
            50,
            1,
            distance,
            0.88m,
            0.93,
            4.2
        );

    private void Tell() => History.Stretches.AddRange([Stretch(1, "NEAR", 0.1), Stretch(2, "FAR", 0.9)]);

    private EntryDecision Decision(string instrument) =>
        new()
        {
            CycleId = 50,
            At = Now,
            Symbol = Btc,
            Series = "KXBTCD",
            Event = "event",
            Instrument = instrument,
            Side = Side.Yes,
            Mode = EntryMode.Watchlist,
            ClosesAt = Now.AddMinutes(9),
            Price = 0.88m,
            Quantity = 5,
            Chance = 0.93,
            Edge = 4.2,
            Protection = Protection.None,
            Gates = [EntryGate.AtLeast(EntryGateNames.Volume, 900, 1000)],
        };
}

/// <summary>The same for programs.</summary>
public sealed class PastDecisionCallTests(HouseFixture shared) : IClassFixture<HouseFixture>
{
    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task History_IsPagedInEitherOrder_AndIsCsvToo()
    {
        var house = shared.House;
        var history = (FakeHistory)house.Services.GetRequiredService<IDecisionHistory>();
        history.Stretches.Clear();
        history.Stretches.AddRange([
            PastDecisionTests.Stretch(1, "NEAR", 0.1),
            PastDecisionTests.Stretch(2, "FAR", 0.9),
        ]);
        using var caller = house.As(Role.Viewer);
        const string Path = "/api/decisions/history?limit=1";

        var first = await caller.GetFromJsonAsync<JsonElement>($"{Path}&order=nearest", Cancel);
        var next = Uri.EscapeDataString(first.GetProperty("next").GetString()!);
        var second = await caller.GetFromJsonAsync<JsonElement>($"{Path}&order=nearest&after={next}", Cancel);
        var newest = await caller.GetFromJsonAsync<JsonElement>($"{Path}&gate=volume&symbol=btc&lacks=1", Cancel);
        var csv = await caller.GetStringAsync("/api/decisions/history?format=csv", Cancel);

        Assert.Equal(("NEAR", "FAR", "FAR"), (Instrument(first), Instrument(second), Instrument(newest)));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
        Assert.Equal(
            (EntryGateNames.Volume, "btc", 1),
            (history.Asked[^2].Gate, history.Asked[^2].Symbol, history.Asked[^2].Lacks)
        );
        Assert.StartsWith("id,firstAt,lastAt,cycles,symbol,", csv, StringComparison.Ordinal);
        Assert.Contains(",NEAR,yes,no,volume,50,1,0.1,0.88,", csv, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("history?order=odd")]
    [InlineData("history?outcome=1")]
    [InlineData("history?side=both")]
    [InlineData("history?lacks=-1")]
    [InlineData("history?gate=%00")]
    [InlineData("history?symbol=")]
    [InlineData("cycles/today")]
    public async Task Wrong_IsNamed(string path)
    {
        using var caller = shared.House.As(Role.Viewer);

        using var answer = await caller.GetAsync($"/api/decisions/{path}", Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Cycle_ThatIsForgotten_IsNotFound()
    {
        using var caller = shared.House.As(Role.Viewer);

        using var answer = await caller.GetAsync("/api/decisions/cycles/2", Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static string? Instrument(JsonElement page) =>
        page.GetProperty("items")[0].GetProperty("instrument").GetString();
}
