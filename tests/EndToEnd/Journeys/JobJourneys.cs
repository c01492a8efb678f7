using Microsoft.Playwright;
using Strikeboard.EndToEnd.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Strikeboard.EndToEnd.Tests.Journeys;

/// <summary>What one may wish about a job, and what is seen of it.</summary>
public sealed class JobJourneys(SharedApp shared, BrowserFixture browser) : Journey(browser)
{
    [Fact]
    public async Task RunningJob_ShowsItsProgress_AndIsCancelled()
    {
        var page = await GoAsync(await shared.GetAsync(Stop), "/jobs?row=work:drill");
        var panel = page.Locator("aside");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Run now" }).ClickAsync();
        await Expect(panel).ToContainTextAsync(" of 60 steps");
        await Expect(page.Locator("tr[data-key='work:drill'] .badge")).ToHaveTextAsync("running");

        await panel.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();

        await Expect(panel).ToContainTextAsync("Cancel: cancelled");
        await Expect(panel.Locator(".history tbody tr").First).ToContainTextAsync("cancelled");
        await panel.GetByRole(AriaRole.Link, new() { Name = "Commands" }).ClickAsync();
        await Expect(page.Locator("tbody tr").First).ToContainTextAsync("job.cancel");
    }

    [Fact]
    public async Task Hangfire_LeadsToTheJobs()
    {
        var app = await shared.GetAsync(Stop);
        var page = await GoAsync(app, "/hangfire");
        await Expect(page).ToHaveURLAsync($"{app.Url}/jobs");
    }

    [Fact]
    public async Task Buttons_ForAViewer_SayWhatIsNeeded()
    {
        var page = await GoAsync(await shared.GetAsync(Stop), "/jobs?row=work:retention", Watcher);
        var buttons = page.Locator("aside [data-act] button");
        await Expect(buttons).ToHaveCountAsync(3);
        foreach (var button in await buttons.AllAsync())
            await Expect(button).ToHaveAttributeAsync("title", "needs Operator");
    }
}
