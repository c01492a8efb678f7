using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Strikeboard.EndToEnd.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Strikeboard.EndToEnd.Tests.Journeys;

/// <summary>From the running pipeline to one past cycle and back.</summary>
public sealed partial class CycleJourneys(SharedApp shared, BrowserFixture browser) : Journey(browser)
{
    [Fact]
    public async Task Node_OfTheGraph_OpensWhatTheLastCycleReadAndMade()
    {
        var app = await shared.GetAsync(Stop);
        var page = await GoAsync(app, "/pipeline");
        // The number under the pointer changes every second: the address is taken first.
        var address = await page.Locator(".graph.is-across .node-title a").First.GetAttributeAsync("href");

        await page.GotoAsync($"/{address}");

        await Expect(page).ToHaveURLAsync(OneCycle());
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Read: price" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Made: KXBTCD" })).ToBeVisibleAsync();
        await Expect(page.Locator("#step-strikes")).ToContainTextAsync("ok");
    }

    [Fact]
    public async Task Strip_ByKeyboard_OpensACycle_AndItsNeighboursAreAStepAway()
    {
        var page = await GoAsync(await shared.GetAsync(Stop), "/pipeline");
        var strip = page.Locator(".strip");
        await Expect(strip.Locator("a")).Not.ToHaveCountAsync(0);
        await strip.FocusAsync();
        await page.Keyboard.PressAsync("Home");
        await Expect(page.Locator(".strip-said")).ToContainTextAsync("Cycle ");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(OneCycle());
        var first = new Uri(page.Url).AbsolutePath;

        await page.GetByRole(AriaRole.Link, new() { Name = "Next" }).ClickAsync();

        await Expect(page)
            .Not.ToHaveURLAsync(new Regex(Regex.Escape(first), RegexOptions.None, TimeSpan.FromSeconds(1)));
        await page.GetByRole(AriaRole.Link, new() { Name = "Previous" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex(Regex.Escape(first), RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task List_Filtered_SaysSoInItsAddress_AndExplainsAnEmptyAnswer()
    {
        var page = await GoAsync(await shared.GetAsync(Stop), "/cycles");
        await Expect(page.Locator("tbody tr")).Not.ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Filter" }).ClickAsync();
        await page.GetByLabel("Slower than").FillAsync("900000");
        await page.Keyboard.PressAsync("Tab");

        await Expect(page.GetByText("Nothing matches the filters")).ToBeVisibleAsync();
        Assert.EndsWith("/cycles?slowerThan=900000", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PipelineScreen_OffersItsVerbsOnce()
    {
        var app = await shared.GetAsync(Stop);
        foreach (var size in new[] { Screens.Desk, Screens.Pocket })
        {
            var page = await GoAsync(app, "/pipeline", options: new() { ViewportSize = size });
            await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Pipeline", Exact = true })).ToHaveCountAsync(1);
        }
    }

    [GeneratedRegex("/cycles/[0-9]+", RegexOptions.None, 1000)]
    private static partial Regex OneCycle();
}
