using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Strikeboard.Engine.Access;
using Strikeboard.Model;
using Strikeboard.Testing;
using Strikeboard.Web.Tests.House;

namespace Strikeboard.Web.Tests.Access;

public sealed partial class SignInTests(PostgresFixture postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SignIn_RightPassword_LeadsToTheAskedPageWithAGuardedCookie()
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        using var browser = house.Stranger(keepsCookies: true);

        using var answer = await SignInAsync(browser, "Viewer", WebHouse.Password, "/jobs");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/jobs", answer.Headers.Location?.ToString());
        var cookie = answer
            .Headers.GetValues("Set-Cookie")
            .Single(c => c.StartsWith("strikeboard-demo=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        using var status = await browser.GetAsync("/status", Cancel);
        Assert.Equal(HttpStatusCode.OK, status.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    public async Task SignIn_ForeignReturnAddress_LeadsHome(string returnUrl)
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        using var browser = house.Stranger(keepsCookies: true);

        using var answer = await SignInAsync(browser, "viewer", WebHouse.Password, returnUrl);

        Assert.Equal("/", answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task SignIn_FiveWrongPasswords_ClosesThePairEvenForTheRightOne()
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        using var thief = house.Stranger(keepsCookies: true);
        for (var i = 0; i < 5; i++)
        {
            using var refused = await SignInAsync(thief, "operator", "wrong", "/");
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }

        using var locked = await SignInAsync(thief, "operator", WebHouse.Password, "/");
        using var owner = house.Stranger(keepsCookies: true);
        using var fromElsewhere = await SignInAsync(owner, "operator", WebHouse.Password, "/");

        Assert.Equal(HttpStatusCode.BadRequest, locked.StatusCode);
        Assert.Contains(
            "Too many wrong passwords",
            await locked.Content.ReadAsStringAsync(Cancel),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.Redirect, fromElsewhere.StatusCode);
        Assert.Equal(5, house.Events.Recorded.Count(e => e.Code == "access.sign_in_refused"));
    }

    [Fact]
    public async Task SignIn_MoreThanTenTriesAMinute_AreToldToWait()
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        using var thief = house.Stranger(keepsCookies: true);
        var page = await FormTokenAsync(thief, "/sign-in");
        HttpResponseMessage last = null!;
        for (var i = 0; i < 11; i++)
            last = await PostAsync(thief, "/sign-in", page, ("userName", $"name{i}"), ("password", "x"));

        Assert.Equal(HttpStatusCode.TooManyRequests, last.StatusCode);
        Assert.NotNull(last.Headers.RetryAfter);
    }

    [Fact]
    public async Task Link_LookedAtOften_IsSpentOnlyOnce()
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        foreach (var role in Enum.GetValues<Role>())
            await house.ChangeUserAsync(role, user => user.PasswordHash = null, Cancel);
        var word = await house.Services.GetRequiredService<FirstAdministrator>().EnsureAsync(Cancel);
        using var browser = house.Stranger(keepsCookies: true);

        for (var i = 0; i < 3; i++)
        {
            using var look = await browser.GetAsync($"/sign-in?token={word}", Cancel);
            Assert.Equal(HttpStatusCode.OK, look.StatusCode);
        }
        var form = await FormTokenAsync(browser, $"/sign-in?token={word}");
        using var first = await PostAsync(browser, "/sign-in/link", form, ("token", word!));
        using var other = house.Stranger(keepsCookies: true);
        using var second = await PostAsync(
            other,
            "/sign-in/link",
            await FormTokenAsync(other, "/sign-in"),
            ("token", word!)
        );

        Assert.Equal("/account/password?returnUrl=%2F", first.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.BadRequest, second.StatusCode);
        using var choose = await browser.GetAsync(first.Headers.Location, Cancel);
        Assert.Contains("Choose a password", await choose.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_OfTheStartBefore_IsWorthless()
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        foreach (var role in Enum.GetValues<Role>())
            await house.ChangeUserAsync(role, user => user.PasswordHash = null, Cancel);
        var first = house.Services.GetRequiredService<FirstAdministrator>();
        var old = await first.EnsureAsync(Cancel);
        var fresh = await first.EnsureAsync(Cancel);
        var desk = house.Services.GetRequiredService<SignInDesk>();

        Assert.NotNull((await desk.WithLinkAsync(old!, "here", Cancel)).Refusal);
        Assert.NotNull((await desk.WithLinkAsync(fresh!, "here", Cancel)).Authority);
    }

    [Fact]
    public async Task FirstAdministrator_SomebodyHasAPassword_GivesNoLink()
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);

        Assert.Null(await house.Services.GetRequiredService<FirstAdministrator>().EnsureAsync(Cancel));
    }

    [Fact]
    public async Task Cookie_AfterTheStampChanged_IsRefused()
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        using var browser = house.Stranger(keepsCookies: true);
        (await SignInAsync(browser, "viewer", WebHouse.Password, "/")).Dispose();

        await house.ChangeUserAsync(Role.Viewer, user => user.SecurityStamp = Guid.NewGuid(), Cancel);
        using var answer = await browser.GetAsync("/status", Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task SignOut_EndsTheSession()
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        using var browser = house.Stranger(keepsCookies: true);
        (await SignInAsync(browser, "viewer", WebHouse.Password, "/")).Dispose();
        var form = await FormTokenAsync(browser, "/account/password");

        using var answer = await PostAsync(browser, "/sign-out", form);
        using var after = await browser.GetAsync("/status", Cancel);

        Assert.Equal("/sign-in", answer.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
    }

    private static async Task<HttpResponseMessage> SignInAsync(
        HttpClient browser,
        string name,
        string password,
        string returnUrl
    ) =>
        await PostAsync(
            browser,
            "/sign-in",
            await FormTokenAsync(browser, "/sign-in"),
            ("userName", name),
            ("password", password),
            ("returnUrl", returnUrl)
        );

    private static Task<HttpResponseMessage> PostAsync(
        HttpClient browser,
        string path,
        string formToken,
        params (string Name, string Value)[] fields
    ) =>
        browser.PostAsync(
            path,
            new FormUrlEncodedContent(
                fields
                    .Append(("__RequestVerificationToken", formToken))
                    .Select(f => KeyValuePair.Create(f.Item1, f.Item2))
            ),
            Cancel
        );

    private static async Task<string> FormTokenAsync(HttpClient browser, string path) =>
        FormToken().Match(await browser.GetStringAsync(path, Cancel)).Groups["token"].Value;

    [GeneratedRegex("__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FormToken();
}
