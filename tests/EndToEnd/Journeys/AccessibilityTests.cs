using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Strikeboard.EndToEnd.Tests.Browsing;

namespace Strikeboard.EndToEnd.Tests.Journeys;

/// <summary>Every screen in both themes: nothing that keeps somebody out.</summary>
public sealed class AccessibilityTests(SharedApp shared, BrowserFixture browser) : Journey(browser)
{
    public static TheoryData<string> EveryScreen => [.. Screens.Inside, "/sign-in"];

    [Theory]
    [MemberData(nameof(EveryScreen))]
    public async Task Screen_InBothThemes_HasNoSeriousViolation(string path)
    {
        var app = await shared.GetAsync(Stop);
        // A fading colour would be judged half-way.
        var options = new BrowserNewContextOptions { ReducedMotion = ReducedMotion.Reduce };
        var isInside = path != "/sign-in";
        var page = isInside
            ? await GoAsync(app, path, options: options)
            : (await OpenAsStrangerAsync(app.Url, options)).Page;
        if (!isInside)
            await page.GotoAsync(path);

        foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = theme });
            var found = await ViolationsAsync(page);
            Assert.True(found.Count == 0, $"{path} {theme}: {string.Join(Environment.NewLine, found)}");
        }
    }

    private static async Task<List<string>> ViolationsAsync(IPage page)
    {
        var result = await page.RunAxe();
        return
        [
            .. result
                .Violations.Where(violation => violation.Impact is "serious" or "critical")
                .Select(violation => $"{violation.Id} ({violation.Impact}): {violation.Help}: {Describe(violation)}"),
        ];

        static string Describe(Deque.AxeCore.Commons.AxeResultItem violation) =>
            string.Join(
                " | ",
                violation
                    .Nodes.Take(4)
                    .Select(node => $"{node.Html} {string.Join(' ', node.Any.Select(check => check.Message))}")
            );
    }
}
