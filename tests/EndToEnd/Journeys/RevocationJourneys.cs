using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Strikeboard.EndToEnd.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Strikeboard.EndToEnd.Tests.Journeys;

/// <summary>A page that is open is no right to go on looking.</summary>
public sealed partial class RevocationJourneys(SharedApp shared, BrowserFixture browser) : Journey(browser)
{
    private const string Password = "here for a short while";
    private static int _people;

    [Fact]
    public async Task OpenPage_ItsUserDisabled_IsClosedAndSaysWhy()
    {
        var app = await shared.GetAsync(Stop);
        var (name, page) = await WatchAsync(app, "/strikes/btc");
        using var admin = await app.CreateAdminClientAsync(Stop);

        using var answer = await admin.PutAsJsonAsync($"/api/users/{name}", new { enabled = false }, Stop);
        answer.EnsureSuccessStatusCode();
        await page.WaitForURLAsync(AtTheDoor);

        await Expect(page.GetByText("This account was disabled by an administrator.")).ToBeVisibleAsync();
        Assert.Contains("returnUrl=%2Fstrikes%2Fbtc", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenPage_ItsSessionEndedFromAnotherBrowser_IsClosedAndTheOtherGoesOn()
    {
        var app = await shared.GetAsync(Stop);
        var (name, page) = await WatchAsync(app, "/pipeline");
        using var script = await SignInAsync(app, name);
        var list = await script.GetFromJsonAsync<JsonElement>("/api/sessions", Stop);
        var session = list.GetProperty("items")
            .EnumerateArray()
            .Single(row => row.GetProperty("kind").GetString() == "browser")
            .GetProperty("id")
            .GetString();

        using var answer = await script.DeleteAsync($"/api/sessions/{session}", Stop);
        answer.EnsureSuccessStatusCode();
        await page.WaitForURLAsync(AtTheDoor);

        await Expect(page.GetByText("This session was ended.")).ToBeVisibleAsync();
        using var after = await script.GetAsync("/status", Stop);
        after.EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task OpenPage_ItsUsersRoleChanged_IsClosed()
    {
        var app = await shared.GetAsync(Stop);
        var (name, page) = await WatchAsync(app, "/events");
        using var admin = await app.CreateAdminClientAsync(Stop);

        using var answer = await admin.PutAsJsonAsync($"/api/users/{name}", new { role = "operator" }, Stop);
        answer.EnsureSuccessStatusCode();

        await page.WaitForURLAsync(AtTheDoor);
        await Expect(page.GetByText("was changed, which ends every session")).ToBeVisibleAsync();
    }

    private async Task<(string Name, IPage Page)> WatchAsync(AppProcess app, string path)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"leaver{Interlocked.Increment(ref _people)}");
        using var admin = await app.CreateAdminClientAsync(Stop);
        using var hired = await admin.PostAsJsonAsync(
            "/api/users",
            new
            {
                userName = name,
                role = "viewer",
                password = Password,
            },
            Stop
        );
        hired.EnsureSuccessStatusCode();
        var visit = await OpenAsStrangerAsync(app.Url);
        await visit.Page.GotoAsync($"/sign-in?returnUrl={Uri.EscapeDataString(path)}");
        await visit.Page.FillSignInAsync(name, Password);
        await visit.Page.WaitUntilAliveAsync();
        return (name, visit.Page);
    }

    private static async Task<HttpClient> SignInAsync(AppProcess app, string name)
    {
        var client = app.CreateAnonymousClient();
        using var answer = await client.PostAsJsonAsync(
            "/api/auth/token",
            new { userName = name, password = Password },
            Stop
        );
        answer.EnsureSuccessStatusCode();
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            body.GetProperty("accessToken").GetString()
        );
        return client;
    }

    [GeneratedRegex("/sign-in\\?why=", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AtTheDoor { get; }
}
