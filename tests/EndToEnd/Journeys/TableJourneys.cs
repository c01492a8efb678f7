using Microsoft.Playwright;
using Strikeboard.EndToEnd.Tests.Browsing;
using Strikeboard.Faults.Rig;
using static Microsoft.Playwright.Assertions;

namespace Strikeboard.EndToEnd.Tests.Journeys;

/// <summary>The tables: their addresses, views, files, keyboard, and a list too long to draw.</summary>
public sealed class TableJourneys(SharedApp shared, BrowserFixture browser) : Journey(browser)
{
    private const int Many = 100_000;

    /// <summary>Old, told apart by their source, and therefore in nobody's way.</summary>
    private const string ManyEvents = """
        INSERT INTO system.events (id, at, severity, source, code, message, facts)
        SELECT n, timestamptz '2026-01-01 00:00:00+00' + n * interval '1 second', CASE WHEN n % 1000 = 0 THEN 'Warning' ELSE 'Info' END,
               'archive', 'archive.' || n % 7, 'happening number ' || n, '{}'
        FROM generate_series(1, 100000) AS n ON CONFLICT DO NOTHING
        """;

    [Fact]
    public async Task Filter_StandsInTheAddress_AndALoadShowsTheSame()
    {
        var page = await GoAsync(await AppWithManyEventsAsync(), "/events?source=archive");
        await page.GetByPlaceholder("Search in messages").FillAsync("number 4200");
        await page.Keyboard.PressAsync("Enter");
        await Expect(Foot(page)).ToContainTextAsync("11 of ");
        await Expect(page.Locator(".chip-word")).ToHaveTextAsync(["Source archive", "Search in messages number 4200"]);
        var (address, rows) = (page.Url, await Rows(page).AllInnerTextsAsync());
        Assert.Contains("text=number%204200", address);

        await page.ReloadAsync();
        await page.WaitUntilAliveAgainAsync();

        await Expect(Rows(page)).ToHaveCountAsync(rows.Count);
        Assert.Equal(rows, await Rows(page).AllInnerTextsAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove the filter Search" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(address.Split('&')[0]);
    }

    [Fact]
    public async Task View_SavedUnderAName_BringsEverythingBack()
    {
        var page = await GoAsync(await AppWithManyEventsAsync(), "/events?severity=warning&sort=time&cols=time,what");
        await page.GetByRole(AriaRole.Button, new() { Name = "Views" }).ClickAsync();
        await page.GetByLabel("Name of the view").FillAsync("old warnings");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save view" }).ClickAsync();
        await Expect(page.Locator(".view-list")).ToContainTextAsync("old warnings");

        // A new visit, without a wish: the last view is one click away.
        await page.GotoAsync("/events");
        await page.WaitUntilAliveAsync();
        await page.GetByTitle("Back to the view old warnings").ClickAsync();
        await page.WaitForURLAsync("**/events?severity=warning&sort=time&cols=time,what");
        await Expect(page.Locator("thead th")).ToHaveCountAsync(2);
        await Expect(Rows(page).First).ToContainTextAsync("happening number 1000");
    }

    [Fact]
    public async Task Csv_HoldsWhatIsShown()
    {
        var page = await GoAsync(
            await AppWithManyEventsAsync(),
            "/events?source=archive&text=number%2042&code=archive.0&cols=code,what"
        );
        await Expect(Foot(page)).ToContainTextAsync(" of ");
        var shown = await Rows(page)
            .EvaluateAllAsync<string[]>(
                "rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()).join())"
            );
        await page.GetByRole(AriaRole.Button, new() { Name = "Export" }).ClickAsync();
        var file = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Button, new() { Name = "CSV" }).ClickAsync()
        );

        var lines = (await File.ReadAllTextAsync(await file.PathAsync(), Stop)).TrimEnd().Split("\r\n");
        Assert.StartsWith("events-", file.SuggestedFilename);
        Assert.Equal("Kind,What happened", lines[0]);
        Assert.Equal(shown, lines[1..]);
    }

    [Fact]
    public async Task HundredThousandRows_AreWalkedFromEndToEnd()
    {
        var page = await GoAsync(await AppWithManyEventsAsync(), "/events?source=archive");
        await Expect(Rows(page).First).ToContainTextAsync($"happening number {Many}");
        await Rows(page).First.FocusAsync();
        await page.Keyboard.PressAsync("End");
        await Expect(page.Locator("tr:focus")).ToHaveAttributeAsync("data-place", $"{Many - 1}");
        // The place is known at once, what stands there comes a moment later.
        await Expect(page.Locator("tr[data-key]:focus")).ToContainTextAsync("happening number 1");
        Assert.InRange(await Rows(page).CountAsync(), 1, 150);

        // To the middle, as one drags the bar: the rows that belong there come.
        await page.Locator(".table-scroll").EvaluateAsync("box => box.scrollTop = box.scrollHeight / 2");
        var middle = Rows(page)
            .Filter(new() { HasTextString = "happening number 49" })
            .Or(Rows(page).Filter(new() { HasTextString = "happening number 50" }));
        await Expect(middle.First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Home");
    }

    [Fact]
    public async Task LineLink_OpensTheRowWhereverItIs()
    {
        var page = await GoAsync(await AppWithManyEventsAsync(), "/events?source=archive&row=31415");
        await Expect(page.Locator("aside")).ToContainTextAsync("happening number 31415");
        await Expect(page.Locator("tr[data-key='31415']")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Keyboard_GoesInMovesOpensAndLeaves()
    {
        var page = await GoAsync(await AppWithManyEventsAsync(), "/events?source=archive");
        await Expect(Rows(page).First).ToBeVisibleAsync();
        await page.Locator("thead a.sort").Last.FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("tr:focus")).ToHaveAttributeAsync("data-place", "0");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator("tr:focus")).ToHaveAttributeAsync("data-place", "2");

        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("aside")).ToContainTextAsync($"happening number {Many - 2}");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("aside")).ToHaveCountAsync(0);
        await Expect(page.Locator("tr:focus")).ToHaveAttributeAsync("data-place", "2");

        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Locator("tr a:focus")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("table :focus")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task NewEvents_BelowTheTop_AreCountedAndNotPushedIn()
    {
        var app = await AppWithManyEventsAsync();
        var page = await GoAsync(app, "/events?cols=time,what");
        await Expect(Rows(page).First).ToBeVisibleAsync();
        await page.Locator(".table-scroll").EvaluateAsync("box => box.scrollTop = 600");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Follow" })).ToBeVisibleAsync();

        using var admin = await app.CreateAdminClientAsync(Stop);
        using var answer = await admin.PostAsync("/restart", null, Stop);

        var counter = page.GetByRole(AriaRole.Button, new() { NameString = " new event" });
        await counter.ClickAsync();
        await Expect(counter).ToHaveCountAsync(0);
        await Expect(Rows(page).First).ToBeInViewportAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Pause" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task OnAPhone_RowsAreCards_AndNothingGoesSideways()
    {
        var page = await GoAsync(
            await AppWithManyEventsAsync(),
            "/events?source=archive",
            options: new BrowserNewContextOptions { ViewportSize = Screens.Pocket }
        );
        await Expect(Rows(page).First).ToBeVisibleAsync();
        Assert.Equal("grid", await Rows(page).First.EvaluateAsync<string>("row => getComputedStyle(row).display"));
        Assert.True(
            await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"),
            "the page goes sideways"
        );
    }

    private static ILocator Rows(IPage page) => page.Locator("tbody tr[data-key]");

    private static ILocator Foot(IPage page) => page.Locator(".table-foot [role=status]");

    private async Task<AppProcess> AppWithManyEventsAsync()
    {
        var app = await shared.GetAsync(Stop);
        await new PrivateDatabase(app.Home).TellAsync(ManyEvents, Stop);
        return app;
    }
}
