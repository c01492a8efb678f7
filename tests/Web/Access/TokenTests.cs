using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Strikeboard.Engine.Access;
using Strikeboard.Model;
using Strikeboard.Testing;
using Strikeboard.Web.Tests.House;

namespace Strikeboard.Web.Tests.Access;

public sealed class TokenTests(PostgresFixture postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Token_RightPassword_OpensTheApi()
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        using var script = house.Stranger();

        var pair = await OpenAsync(script);
        using var caller = house.With(pair.AccessToken);
        using var answer = await caller.GetAsync("/status", Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Token_WrongPasswordOrUnknownName_IsRefusedInTheSameWords()
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        using var script = house.Stranger();

        using var wrong = await script.PostAsJsonAsync(
            "/api/auth/token",
            new { userName = "viewer", password = "x" },
            Cancel
        );
        using var unknown = await script.PostAsJsonAsync(
            "/api/auth/token",
            new { userName = "nobody", password = "x" },
            Cancel
        );

        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
        Assert.Equal(await DetailAsync(wrong), await DetailAsync(unknown));
    }

    [Fact]
    public async Task Token_NameThatNoColumnTakes_IsRefusedAsAnyOther()
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        using var script = house.Stranger();

        using var answer = await script.PostAsJsonAsync(
            "/api/auth/token",
            new { userName = "view\0er", password = "x" },
            Cancel
        );

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Refresh_OnceEach_RotatesAndAReusedOneEndsTheFamily()
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        using var script = house.Stranger();
        var first = await OpenAsync(script);

        var second = await RefreshAsync(script, first.RefreshToken);
        var stolen = await RefreshAsync(script, first.RefreshToken);
        var afterwards = await RefreshAsync(script, second!.RefreshToken);

        Assert.NotNull(second);
        Assert.Null(stolen);
        Assert.Null(afterwards);
        Assert.Contains(house.Events.Recorded, e => e.Code == "access.refresh_token_reused");
    }

    [Fact]
    public async Task Refresh_TwentyAtOnce_GivesAtMostOnePair()
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        var desk = house.Services.GetRequiredService<TokenDesk>();
        var pair = await desk.OpenAsync(house.People[Role.Viewer], new Visitor("127.0.0.1", "test"), Cancel);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => desk.RefreshAsync(pair.RefreshToken, Cancel))
        );

        // None at all where the second copy was seen before the first was answered: its session is over by then.
        Assert.InRange(answers.Count(answer => answer is not null), 0, 1);
    }

    [Fact]
    public async Task Bearer_DisabledUser_IsRefused()
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        using var caller = house.As(Role.Administrator);

        await house.ChangeUserAsync(Role.Administrator, user => user.Enabled = false, Cancel);
        using var answer = await caller.GetAsync("/status", Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Bearer_ControlToken_IsTheConsole()
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        using var console = house.With(house.ControlWord);

        using var answer = await console.PostAsync("/api/system/control/shutdown", null, Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(house.Desk.Asked.TryDequeue(out var asked));
        Assert.Same(Actor.Console, asked.Context.Actor);
    }

    [Fact]
    public async Task Ticket_ForASocket_OpensNothingElse()
    {
        await using var house = await WebHouse.StartAsync(postgres, Cancel);
        var (ticket, _) = await house
            .Services.GetRequiredService<TokenDesk>()
            .TicketAsync(house.People[Role.Viewer], Cancel);
        using var stranger = house.Stranger();

        using var answer = await stranger.GetAsync($"/status?ticket={ticket}", Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private static async Task<string?> DetailAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(Cancel))
            .GetProperty("detail")
            .GetString();

    private static async Task<TokenPair> OpenAsync(HttpClient script)
    {
        using var answer = await script.PostAsJsonAsync(
            "/api/auth/token",
            new { userName = "operator", password = WebHouse.Password },
            Cancel
        );
        return (await answer.Content.ReadFromJsonAsync<TokenPair>(Cancel))!;
    }

    private static async Task<TokenPair?> RefreshAsync(HttpClient script, string refreshToken)
    {
        using var answer = await script.PostAsJsonAsync("/api/auth/refresh", new { refreshToken }, Cancel);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<TokenPair>(Cancel) : null;
    }
}
