using Microsoft.Playwright;
using Strikeboard.EndToEnd.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Strikeboard.EndToEnd.Tests.Journeys;

/// <summary>The price in front of a person: it moves, it stops when told, and the table says what the drawing shows.</summary>
public sealed class PriceJourneys(SharedApp shared, BrowserFixture browser) : Journey(browser)
{
    [Fact]
    public async Task Chart_GrowsByItself_AndFollowsTheTheme()
    {
        var page = await GoAsync(await shared.GetAsync(Stop), "/prices/btc");
        var drawing = page.Locator("[data-chart]");
        await Expect(drawing.Locator("canvas")).ToBeVisibleAsync();
        var before = await drawing.GetAttributeAsync("data-points");

        await Expect(drawing).Not.ToHaveAttributeAsync("data-points", before!);

        var dark = await LookAsync(page);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.WaitForFunctionAsync(
            "before => document.querySelector('[data-chart] canvas').toDataURL() !== before",
            dark
        );
    }

    [Fact]
    public async Task Table_ShowsTheNewestPrice_AndItsViewIsInTheAddress()
    {
        var app = await shared.GetAsync(Stop);
        var page = await GoAsync(app, "/prices/btc?range=7d&view=table");
        var rows = page.Locator(".chart-table tbody tr");
        await Expect(rows).Not.ToHaveCountAsync(0);
        var newest = await rows.First.InnerTextAsync();

        await Expect(rows.First).Not.ToHaveTextAsync(newest);
        await Expect(rows.First).ToContainTextAsync("$");

        await page.GetByRole(AriaRole.Button, new() { Name = "Graph" }).ClickAsync();
        await Expect(page.Locator("[data-chart] canvas")).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync($"{app.Url}/prices/btc?range=7d");
    }

    [Fact]
    public async Task Table_AfterARestart_NamesTheTimeInWhichNothingWasLogged()
    {
        var app = await StartOwnAsync(new AppOptions());
        var page = await GoAsync(app, "/prices/btc?view=table");
        var newest = page.Locator(".chart-table tbody tr").First;
        var before = await newest.InnerTextAsync();
        await Expect(newest).Not.ToHaveTextAsync(before);
        await page.CloseAsync();

        await app.StopAsync(Stop);
        // A minute that is over is filled from its candle: one that ends just as prices come again would leave no gap.
        while (TimeProvider.System.GetUtcNow().Second is < 5 or > 25)
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Stop);
        await app.StartAgainAsync(Stop);

        page = await GoAsync(app, "/prices/btc?view=table");
        await Expect(page.Locator(".chart-table tr.hatch").First).ToContainTextAsync("gap");
        await Expect(page.Locator(".chart-summary")).ToContainTextAsync("gap");
    }

    [Fact]
    public async Task Freeze_StopsThePage_AndCountsWhatArrives()
    {
        var page = await GoAsync(await shared.GetAsync(Stop), "/prices/btc?view=table");
        await page.GetByRole(AriaRole.Button, new() { Name = "Freeze" }).ClickAsync();
        var notice = page.Locator(".frozen");
        await Expect(notice).ToBeVisibleAsync();
        var newest = await page.Locator(".chart-table tbody tr").First.InnerTextAsync();

        await page.WaitForFunctionAsync(
            "() => Number(/(\\d+) prices have/.exec(document.querySelector('.frozen')?.textContent)?.[1]) > 3"
        );
        Assert.Equal(newest, await page.Locator(".chart-table tbody tr").First.InnerTextAsync());

        await notice.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.Locator(".chart-table tbody tr").First).Not.ToHaveTextAsync(newest);
    }

    [Fact]
    public async Task Keyboard_ReadsThePoints()
    {
        var page = await GoAsync(await shared.GetAsync(Stop), "/prices/btc");
        var drawing = page.Locator("[data-chart]");
        await Expect(drawing.Locator("canvas")).ToBeVisibleAsync();
        await drawing.FocusAsync();

        await page.Keyboard.PressAsync("End");
        await Expect(page.Locator(".chart-said")).ToContainTextAsync("Price $");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".chart-said")).ToBeEmptyAsync();
    }

    [Fact]
    public async Task Csv_HasThePointsThatAreShown()
    {
        var page = await GoAsync(await shared.GetAsync(Stop), "/prices/btc?average=on");
        await Expect(page.Locator("[data-chart][data-points]")).ToBeVisibleAsync();

        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Button, new() { Name = "CSV" }).ClickAsync()
        );

        Assert.Matches("^btc-price-[0-9T]+Z\\.csv$", download.SuggestedFilename);
        await using var stream = await download.CreateReadStreamAsync();
        using var reader = new StreamReader(stream);
        Assert.Equal("time_utc,series,value,low,high,estimated,note", await reader.ReadLineAsync(Stop));
        Assert.Contains(",Price,", await reader.ReadToEndAsync(Stop), StringComparison.Ordinal);
    }

    private static Task<string> LookAsync(IPage page) =>
        page.EvaluateAsync<string>("() => document.querySelector('[data-chart] canvas').toDataURL()");
}
