using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Strikeboard.EndToEnd.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Strikeboard.EndToEnd.Tests.Journeys;

public sealed partial class SignInJourneys(SharedApp shared, BrowserFixture browser) : Journey(browser)
{
    [Fact]
    public async Task PrintedLink_OnAFreshInstallation_LeadsToTheOverviewOnce()
    {
        var app = await StartOwnAsync(new AppOptions { AdminPassword = null });
        var first = await OpenAsStrangerAsync(app.Url);
        await first.Page.GotoAsync(app.SignInLink);
        await first.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await first.Page.GetByLabel("New password", new() { Exact = true }).FillAsync(AppProcess.AdminPassword);
        await first.Page.GetByLabel("New password again").FillAsync(AppProcess.AdminPassword);
        await first.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(first.Page).ToHaveURLAsync($"{app.Url}/");
        await Expect(first.Page.GetByRole(AriaRole.Heading, new() { Name = "Is it running?" })).ToBeVisibleAsync();

        var second = await OpenAsStrangerAsync(app.Url);
        second.ExpectComplaints();
        await second.Page.GotoAsync(app.SignInLink);
        await second.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(second.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task WrongPassword_IsRefusedAndOpensNothing()
    {
        var app = await shared.GetAsync(Stop);
        var visit = await OpenAsStrangerAsync(app.Url);
        visit.ExpectComplaints();
        await visit.Page.GotoAsync("/sign-in");
        await visit.Page.FillSignInAsync(Admin, "not the password");

        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Expect(visit.Page.GetByLabel("User name")).ToHaveValueAsync(Admin);
        await visit.Page.GotoAsync("/pipeline");
        await Expect(visit.Page).ToHaveURLAsync(SignInAddress);
    }

    [Fact]
    public async Task SignIn_AfterAskingForAPage_OpensThatPage()
    {
        var app = await shared.GetAsync(Stop);
        var visit = await OpenAsStrangerAsync(app.Url);
        await visit.Page.GotoAsync("/strikes/eth?series=KXETH");
        await Expect(visit.Page).ToHaveURLAsync(SignInAddress);
        await visit.Page.FillSignInAsync(Admin, AppProcess.AdminPassword);

        await Expect(visit.Page).ToHaveURLAsync($"{app.Url}/strikes/eth?series=KXETH");
        await visit.Page.WaitUntilAliveAsync();

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Account of admin" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(SignInAddress);
    }

    [GeneratedRegex("/sign-in", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SignInAddress { get; }
}
