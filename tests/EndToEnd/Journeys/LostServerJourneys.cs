using Microsoft.Playwright;
using Strikeboard.EndToEnd.Tests.Browsing;
using Strikeboard.Testing;
using static Microsoft.Playwright.Assertions;

namespace Strikeboard.EndToEnd.Tests.Journeys;

/// <summary>An app of its own, which these tests stop, cut off and kill one after the other.</summary>
public sealed class LostServerJourneys(LostServerJourneys.OwnApp own, BrowserFixture browser)
    : Journey(browser),
        IClassFixture<LostServerJourneys.OwnApp>
{
    private const float Patient = 45_000;
    private const string Place = "/prices/eth?range=1h";

    /// <summary>Low enough for every page to be scrolled down a little.</summary>
    private static ViewportSize Low => new() { Width = 1200, Height = 420 };

    [Fact]
    public async Task Pipeline_StoppedAndStarted_SaysSoInTheBadge()
    {
        var page = await GoAsync(own.App, "/pipeline");
        var badge = page.Locator("#live-word");
        await Expect(badge).ToHaveTextAsync("Demo", new() { Timeout = Patient });

        await AskAsync(page, "Stop");
        await Expect(badge).ToHaveTextAsync("Stopped");

        await AskAsync(page, "Start");
        await Expect(badge).ToHaveTextAsync("Demo", new() { Timeout = Patient });
    }

    [Fact]
    public async Task Events_WhilePaused_AreCountedAndShownWhenAskedFor()
    {
        var page = await GoAsync(own.App, "/events");
        var stopped = page.GetByText("The pipeline was stopped.");
        await Expect(page.GetByText("was started").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Follow", Exact = true })).ToBeVisibleAsync();
        var before = await stopped.CountAsync();

        await CommandAsync("/stop");
        try
        {
            await Expect(page.Locator("#live-word")).ToHaveTextAsync("Stopped");
            await Expect(stopped).ToHaveCountAsync(before);
            await page.Locator(".page-head .btn.primary").ClickAsync();
            await Expect(stopped).ToHaveCountAsync(before + 1);
        }
        finally
        {
            await CommandAsync("/start");
        }
    }

    [Fact]
    public async Task Connection_CutAndMended_GoesOnAtTheSamePlace()
    {
        await using var wire = new TcpProxy(new Uri(own.App.Url).Port);
        var visit = await OpenAsync(own.App, options: new BrowserNewContextOptions { ViewportSize = Low });
        visit.ExpectComplaints();
        var page = visit.Page;
        await page.GotoAsync(wire.Url + Place);
        await page.WaitUntilAliveAsync();
        await page.SetMarkAsync();
        var place = await ScrollDownAsync(page);

        wire.Cut();
        await Expect(page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        wire.Mend();

        await Expect(page.Locator("#components-reconnect-modal")).ToBeHiddenAsync(new() { Timeout = Patient });
        await page.WaitUntilAliveAgainAsync();
        Assert.True(await page.HasMarkAsync(), "the page was loaded anew");
        Assert.Equal(wire.Url + Place, page.Url);
        Assert.Equal(place, await page.EvaluateAsync<double>("() => window.scrollY"));
    }

    [Fact]
    public async Task Server_KilledAndStartedAgain_BringsThePageBackByItself()
    {
        var visit = await OpenAsync(own.App, options: new BrowserNewContextOptions { ViewportSize = Low });
        visit.ExpectComplaints();
        var page = visit.Page;
        await page.GotoAsync(Place);
        await page.WaitUntilAliveAsync();
        await page.SetMarkAsync();
        var place = await ScrollDownAsync(page);

        own.App.Kill();
        await Expect(page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        await own.App.StartAgainAsync(Stop);

        await page.WaitForFunctionAsync("() => window.markOfTheTest === undefined", null, new() { Timeout = Patient });
        await page.WaitUntilAliveAsync();
        await Expect(page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();
        Assert.Equal(own.App.Url + Place, page.Url);
        await page.WaitForFunctionAsync("place => window.scrollY === place", place);
    }

    private async Task CommandAsync(string address)
    {
        using var admin = await own.App.CreateAdminClientAsync(Stop);
        using var answer = await admin.PostAsync(address, content: null, Stop);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task AskAsync(IPage page, string verb)
    {
        await page.GetByRole(AriaRole.Main)
            .GetByRole(AriaRole.Button, new() { Name = $"{verb} pipeline", Exact = true })
            .ClickAsync(new() { Timeout = Patient });
        await page.Locator("dialog[open] [data-confirm]").ClickAsync();
    }

    private static async Task<double> ScrollDownAsync(IPage page)
    {
        await Expect(page.Locator("[data-chart] canvas")).ToBeVisibleAsync();
        var place = await page.EvaluateAsync<double>("() => { window.scrollTo(0, 200); return window.scrollY; }");
        Assert.True(place > 0, "there is nothing to scroll");
        return place;
    }

    public sealed class OwnApp : IAsyncLifetime
    {
        private AppProcess? _app;

        public AppProcess App => _app ?? throw new InvalidOperationException("It starts before the first test.");

        public async ValueTask InitializeAsync() =>
            _app = await AppProcess.StartAsync(TestContext.Current.CancellationToken);

        public async ValueTask DisposeAsync()
        {
            if (_app is not null)
                await _app.DisposeAsync();
        }
    }
}
