using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Strikeboard.Engine.Access;
using Strikeboard.Engine.Live;
using Strikeboard.Model;
using Strikeboard.Testing;
using Strikeboard.Web.Access;
using Strikeboard.Web.Tests.House;

namespace Strikeboard.Web.Tests.Access;

public sealed class SessionTests(PostgresFixture postgres)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SignIn_TwoBrowsers_AreListedAndEndedApart()
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        using var desk = await house.SignedInAsync(Role.Operator, Cancel);
        using var phone = await house.SignedInAsync(Role.Operator, Cancel);
        var sessions = await SessionsAsync(desk);
        var own = await OwnAsync(desk);

        await house
            .Services.GetRequiredService<SessionDesk>()
            .EndAsync(
                sessions.Single(id => id != own),
                house.People[Role.Operator].UserId,
                AccessEnd.SessionEnded,
                Cancel
            );
        using var here = await desk.GetAsync("/status", Cancel);
        using var there = await phone.GetAsync("/pipeline", Cancel);

        Assert.Equal(2, sessions.Count);
        Assert.Equal(HttpStatusCode.OK, here.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, there.StatusCode);
        Assert.EndsWith("&why=session_ended", there.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignInPage_WithAReasonOfOurs_SaysIt()
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        using var stranger = house.Stranger();

        var ours = await stranger.GetStringAsync("/sign-in?why=disabled", Cancel);
        var forged = await stranger.GetStringAsync("/sign-in?why=call-this-number", Cancel);

        Assert.Contains(AccessEnd.Disabled.Message, ours, StringComparison.Ordinal);
        Assert.DoesNotContain("call-this-number", forged, StringComparison.Ordinal);
        Assert.DoesNotContain("access-why", forged, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignInPage_WithAThemeChosen_FollowsIt()
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        using var stranger = house.Stranger();
        stranger.DefaultRequestHeaders.Add("Cookie", "strikeboard.theme=dark");

        Assert.Contains(
            "data-theme=\"dark\"",
            await stranger.GetStringAsync("/sign-in", Cancel),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Session_Ended_EndsItsTokensToo()
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        using var script = house.Stranger();
        using var opened = await script.PostAsJsonAsync(
            "/api/auth/token",
            new { userName = "operator", password = WebHouse.Password },
            Cancel
        );
        var pair = (await opened.Content.ReadFromJsonAsync<TokenPair>(Cancel))!;
        using var caller = house.With(pair.AccessToken);
        var session = await OwnAsync(caller);

        await house
            .Services.GetRequiredService<SessionDesk>()
            .EndAsync(session, house.People[Role.Operator].UserId, AccessEnd.SessionEnded, Cancel);
        using var access = await caller.GetAsync("/status", Cancel);
        using var refresh = await script.PostAsJsonAsync(
            "/api/auth/refresh",
            new { refreshToken = pair.RefreshToken },
            Cancel
        );

        Assert.Equal(
            (HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized),
            (access.StatusCode, refresh.StatusCode)
        );
    }

    [Fact]
    public async Task SignOut_EndsTheSessionOnTheServer()
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        using var browser = await house.SignedInAsync(Role.Viewer, Cancel);
        var page = await browser.GetStringAsync("/account/password", Cancel);
        const string Field = "name=\"__RequestVerificationToken\" value=\"";
        var start = page.IndexOf(Field, StringComparison.Ordinal) + Field.Length;
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["__RequestVerificationToken"] = page[start..page.IndexOf('"', start)],
            }
        );

        using var left = await browser.PostAsync("/sign-out", form, Cancel);

        Assert.Equal(HttpStatusCode.Redirect, left.StatusCode);
        Assert.Empty(
            await house.Services.GetRequiredService<SessionDesk>().ListAsync(house.People[Role.Viewer].UserId, Cancel)
        );
    }

    [Fact]
    public async Task Watch_ChangeMadeElsewhere_IsFoundAtTheNextLook()
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        var time = new ManualTime();
        var reader = new AuthorityReader(
            house.Services.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<Data.StrikeboardDb>>(),
            time
        );
        using var watch = new AccessWatch(
            reader,
            new Facts(Microsoft.Extensions.Logging.Abstractions.NullLogger<Facts>.Instance),
            time,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<AccessWatch>.Instance
        );
        var ended = new TaskCompletionSource<AccessEnd>();
        using var one = watch.Watch(house.People[Role.Trader].Credential, end => ended.TrySetResult(end));
        await watch.StartAsync(Cancel);

        await house.ChangeUserAsync(Role.Trader, user => user.SecurityStamp = Guid.NewGuid(), Cancel);
        while (!ended.Task.IsCompleted)
        {
            time.Advance(AccessWatch.Every);
            await Task.Yield();
        }
        await watch.StopAsync(Cancel);

        Assert.Equal(AccessEnd.Changed, await ended.Task.WaitAsync(Patience, Cancel));
        Assert.Equal(0, watch.Count);
    }

    [Fact]
    public void Places_TooManyPagesOfOneUser_AreRefused()
    {
        var places = new CircuitPlaces(new AccessOptions { CircuitsPerUser = 2, Circuits = 3 });
        var user = Guid.NewGuid();
        var first = places.TryEnter(user);
        places.TryEnter(user);

        Assert.Null(places.TryEnter(user));
        Assert.NotNull(places.TryEnter(Guid.NewGuid()));
        Assert.Null(places.TryEnter(Guid.NewGuid()));
        first!.Dispose();
        Assert.NotNull(places.TryEnter(user));
    }

    private static async Task<List<Guid>> SessionsAsync(HttpClient client)
    {
        var list = await client.GetFromJsonAsync<JsonElement>("/api/sessions", Cancel);
        return [.. list.GetProperty("items").EnumerateArray().Select(row => row.GetProperty("id").GetGuid())];
    }

    private static async Task<Guid> OwnAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<JsonElement>("/api/me", Cancel)).GetProperty("sessionId").GetGuid();
}
