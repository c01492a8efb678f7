using Microsoft.Playwright;
using Strikeboard.EndToEnd.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Strikeboard.EndToEnd.Tests.Journeys;

/// <summary>What the screens show of a running pipeline.</summary>
public sealed class BoardJourneys(SharedApp shared, BrowserFixture browser) : Journey(browser)
{
    [Fact]
    public async Task Overview_OnASmallLaptop_AnswersTheFiveQuestionsWithoutScrolling()
    {
        var page = await GoAsync(await shared.GetAsync(Stop), "/");
        foreach (
            var question in (string[])
                ["Is it running?", "Is the data fresh?", "What do I hold?", "Am I within limits?", "What needs me?"]
        )
        {
            var panel = page.Locator("section.question")
                .Filter(new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = question }) });
            await Expect(panel.Locator(".answer")).Not.ToBeEmptyAsync();
            await Expect(panel).ToBeInViewportAsync(new() { Ratio = 1 });
        }
        Assert.Equal(0, await page.EvaluateAsync<double>("() => window.scrollY"));
    }

    [Fact]
    public async Task StrikeTable_WhileThePipelineRuns_MovesByItself()
    {
        var page = await GoAsync(await shared.GetAsync(Stop), "/strikes/btc");
        var cycle = page.Locator(".facts-bar").GetByText("old, no.");
        var rows = page.Locator("table.grid tbody tr");
        await Expect(rows).Not.ToHaveCountAsync(0);
        var (before, cells) = (await cycle.InnerTextAsync(), await rows.AllInnerTextsAsync());

        await Expect(cycle).Not.ToHaveTextAsync(before);
        await page.WaitForFunctionAsync(
            "before => [...document.querySelectorAll('table.grid tbody tr')].map(r => r.innerText).join() !== before",
            string.Join(',', cells)
        );
    }

    [Fact]
    public async Task StrikeTable_MarksTheOneRowNearestToSpot()
    {
        var page = await GoAsync(await shared.GetAsync(Stop), "/strikes/btc");
        var marked = page.Locator("tr.at-the-money");
        await Expect(marked).ToHaveCountAsync(1);
        await Expect(marked).ToContainTextAsync("At the money");
    }

    [Fact]
    public async Task Tabs_OfSymbolsAndSeries_KeepTheirAddress()
    {
        var app = await shared.GetAsync(Stop);
        var page = await GoAsync(app, "/strikes/btc");
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Symbol" })
            .GetByRole(AriaRole.Link, new() { Name = "ETH" })
            .ClickAsync();
        await Expect(page).ToHaveURLAsync($"{app.Url}/strikes/eth");
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Series" })
            .GetByRole(AriaRole.Link, new() { Name = "KXETH", Exact = true })
            .ClickAsync();
        await Expect(page).ToHaveURLAsync($"{app.Url}/strikes/eth?series=KXETH");

        await page.ReloadAsync();

        await Expect(page).ToHaveURLAsync($"{app.Url}/strikes/eth?series=KXETH");
        await Expect(page.Locator("nav[aria-label=Symbol] [aria-current=page]")).ToHaveTextAsync("ETH");
        await Expect(page.Locator("nav[aria-label=Series] [aria-current=page]")).ToHaveTextAsync("KXETH");
        await page.GoBackAsync();
        await Expect(page).ToHaveURLAsync($"{app.Url}/strikes/eth");
    }

    [Fact]
    public async Task Buttons_ForAViewer_AreDisabledAndSayWhatIsNeeded()
    {
        var page = await GoAsync(await shared.GetAsync(Stop), "/pipeline", Watcher);
        var buttons = page.GetByRole(AriaRole.Main)
            .GetByRole(AriaRole.Group, new() { Name = "Pipeline" })
            .GetByRole(AriaRole.Button);
        await Expect(buttons).ToHaveCountAsync(3);
        foreach (var button in await buttons.AllAsync())
        {
            await Expect(button).ToBeDisabledAsync();
            await Expect(button).ToHaveAttributeAsync("title", "needs Operator");
        }
    }
}
