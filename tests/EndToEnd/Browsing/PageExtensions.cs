using Microsoft.Playwright;

namespace Strikeboard.EndToEnd.Tests.Browsing;

/// <summary>What every journey does.</summary>
internal static class PageExtensions
{
    public static async Task FillSignInAsync(this IPage page, string userName, string password)
    {
        await page.GetByLabel("User name").FillAsync(userName);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    /// <summary>A page is alive when its clock moves by itself: before that a click reaches nobody.</summary>
    public static Task WaitUntilAliveAsync(this IPage page) =>
        page.WaitForFunctionAsync(
            """
            () => {
              const now = document.getElementById('clock')?.textContent;
              window.clockSeen ??= now;
              return now !== undefined && now !== window.clockSeen;
            }
            """
        );

    /// <summary>Alive again: whatever has been seen before does not count.</summary>
    public static async Task WaitUntilAliveAgainAsync(this IPage page)
    {
        await page.EvaluateAsync("() => { window.clockSeen = undefined; }");
        await page.WaitUntilAliveAsync();
    }

    public static Task<bool> SetMarkAsync(this IPage page) =>
        page.EvaluateAsync<bool>("() => window.markOfTheTest = true");

    /// <summary>False after a load: the mark went with the document.</summary>
    public static Task<bool> HasMarkAsync(this IPage page) =>
        page.EvaluateAsync<bool>("() => window.markOfTheTest === true");
}
