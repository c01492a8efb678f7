using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Strikeboard.EndToEnd.Tests.Browsing;

namespace Strikeboard.EndToEnd.Tests.Journeys;

/// <summary>Every screen in both themes: nothing that keeps somebody out.</summary>
public sealed class AccessibilityTests(SharedApp shared, BrowserFixture browser) : Journey(browser)
{
    private const string SignIn = "/sign-in";

    public static TheoryData<string> EveryScreen => [.. Screens.Inside, SignIn];

    [Theory]
    [MemberData(nameof(EveryScreen))]
    public async Task Screen_InBothThemes_HasNoSeriousViolation(string path)
    {
        var app = await shared.GetAsync(Stop);
        foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            // Reduced motion: a fading colour would be judged half-way. A window of its own for each theme for the same
            // reason: one that is just being repainted has old letters on a new ground.
            var options = new BrowserNewContextOptions { ReducedMotion = ReducedMotion.Reduce, ColorScheme = theme };
            var page =
                path == SignIn ? await GoAsStrangerAsync(app, options) : await GoAsync(app, path, options: options);
            var found = await ViolationsAsync(page);
            Assert.True(found.Count == 0, $"{path} {theme}: {string.Join(Environment.NewLine, found)}");
        }
    }

    private async Task<IPage> GoAsStrangerAsync(AppProcess app, BrowserNewContextOptions options)
    {
        var page = (await OpenAsStrangerAsync(app.Url, options)).Page;
        await page.GotoAsync(SignIn);
        return page;
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
