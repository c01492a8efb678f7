using Microsoft.Playwright;
using Strikeboard.EndToEnd.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Strikeboard.EndToEnd.Tests.Journeys;

/// <summary>Themes, small screens, no mouse.</summary>
public sealed class LookJourneys(SharedApp shared, BrowserFixture browser) : Journey(browser)
{
    public static TheoryData<string> EveryScreen => [.. Screens.Inside];

    [Fact]
    public async Task Theme_OnceChosen_IsInTheFirstByteOfEveryLaterPage()
    {
        var page = await GoAsync(await shared.GetAsync(Stop), "/");
        var root = page.Locator("html");
        foreach (var (choice, written) in new[] { ("Dark", "dark"), ("Light", "light"), ("System", null) })
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Look" }).ClickAsync();
            await page.GetByRole(AriaRole.Group, new() { Name = "Theme" })
                .GetByRole(AriaRole.Button, new() { Name = choice })
                .ClickAsync();
            await AssertThemeAsync(root, written);

            var answer = await page.ReloadAsync();

            // Set by the server: there is no moment in which another theme could be painted.
            var opening = (await answer!.TextAsync()).Split("<head>")[0];
            Assert.Equal(written is not null, opening.Contains($"data-theme=\"{written}\"", StringComparison.Ordinal));
            await AssertThemeAsync(root, written);
            await page.WaitUntilAliveAsync();
        }
    }

    [Fact]
    public async Task SystemTheme_FollowsTheSystem()
    {
        var page = await GoAsync(await shared.GetAsync(Stop), "/");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        var light = await BackgroundAsync(page);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.NotEqual(light, await BackgroundAsync(page));
    }

    [Theory]
    [MemberData(nameof(EveryScreen))]
    public async Task Screen_InAPocket_NeedsNoSidewaysScrolling(string path)
    {
        var page = await GoAsync(
            await shared.GetAsync(Stop),
            path,
            options: new BrowserNewContextOptions { ViewportSize = Screens.Pocket }
        );
        var wide = await page.EvaluateAsync<int[]>(
            "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        );
        Assert.True(wide[0] <= wide[1], $"{path} is {wide[0]} wide in a window of {wide[1]}");
    }

    /// <summary>The last minute of an event has the longest words; nobody waits for it here.</summary>
    [Theory]
    [InlineData("/")]
    [InlineData("/strikes/btc")]
    public async Task LastMinuteOfAnEvent_InAPocket_NeedsNoSidewaysScrollingEither(string path)
    {
        var page = await GoAsync(
            await shared.GetAsync(Stop),
            path,
            options: new BrowserNewContextOptions { ViewportSize = Screens.Pocket }
        );
        var wide = await page.EvaluateAsync<int[]>(
            """
            () => {
              const phases = [...document.querySelectorAll('main .badge > span')]
                .filter(word => /^(open|closed|averaging.*)$/.test(word.textContent));
              for (const word of phases) word.textContent = 'averaging, 60 of 60 known';
              const root = document.documentElement;
              return [phases.length, root.scrollWidth, root.clientWidth];
            }
            """
        );
        Assert.True(wide[0] > 0, "no event is shown");
        Assert.True(wide[1] <= wide[2], $"{path} is {wide[1]} wide in a window of {wide[2]}");
    }

    [Fact]
    public async Task Keyboard_ReachesContentSectionsAndTable()
    {
        var page = await GoAsync(await shared.GetAsync(Stop), "/strikes/btc");
        // The router moves the focus to the heading once the page is alive; from then on it is ours.
        await Expect(page.Locator("h1")).ToBeFocusedAsync();
        await page.EvaluateAsync("() => { document.body.tabIndex = -1; document.body.focus(); }");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to content" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#main")).ToBeFocusedAsync();

        await page.EvaluateAsync("() => document.body.focus()");
        var reached = new List<string>();
        const string where =
            "() => document.activeElement.matches('.rail a') ? document.activeElement.getAttribute('href') || 'overview'"
            + " : document.activeElement.matches('tbody tr') ? 'table' : ''";
        for (var presses = 0; presses < 80 && !reached.Contains("table"); presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<string>(where) is { Length: > 0 } place)
                reached.Add(place);
        }
        var rail = await page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('.rail a')].map(link => link.getAttribute('href') || 'overview')"
        );
        Assert.Equal([.. rail, "table"], reached);
    }

    private static Task AssertThemeAsync(ILocator root, string? theme) =>
        theme is null
            ? Expect(root).Not.ToHaveAttributeAsync("data-theme", "light")
            : Expect(root).ToHaveAttributeAsync("data-theme", theme);

    private static Task<string> BackgroundAsync(IPage page) =>
        page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
}
