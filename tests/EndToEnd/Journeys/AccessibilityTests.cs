using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Strikeboard.EndToEnd.Tests.Browsing;

namespace Strikeboard.EndToEnd.Tests.Journeys;

/// <summary>Every screen in both themes: nothing that keeps somebody out.</summary>
public sealed class AccessibilityTests(SharedApp shared, BrowserFixture browser) : Journey(browser)
{
    public static TheoryData<string, string> EveryScreenInBothThemes
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var path in (string[])[.. Screens.Inside, "/sign-in"])
            {
                all.Add(path, "light");
                all.Add(path, "dark");
            }
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(EveryScreenInBothThemes))]
    public async Task Screen_HasNoSeriousViolation(string path, string theme)
    {
        var app = await shared.GetAsync(Stop);
        // The sign-in page knows no choice yet and follows the system.
        var options = new BrowserNewContextOptions
        {
            ColorScheme = theme == "dark" ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
        };
        var isInside = path != "/sign-in";
        var page = isInside
            ? await GoAsync(app, path, options: options)
            : (await OpenAsStrangerAsync(app.Url, options)).Page;
        if (!isInside)
            await page.GotoAsync(path);

        var result = await page.RunAxe();

        var found = result
            .Violations.Where(violation => violation.Impact is "serious" or "critical")
            .Select(violation => $"{violation.Id} ({violation.Impact}): {violation.Help}: {Describe(violation)}")
            .ToList();
        Assert.True(found.Count == 0, string.Join(Environment.NewLine, found));

        static string Describe(Deque.AxeCore.Commons.AxeResultItem violation) =>
            string.Join(
                " | ",
                violation
                    .Nodes.Take(4)
                    .Select(node => $"{node.Html} {string.Join(' ', node.Any.Select(check => check.Message))}")
            );
    }
}
