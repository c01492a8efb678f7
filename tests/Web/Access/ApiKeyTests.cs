using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Strikeboard.Data;
using Strikeboard.Engine.Access;
using Strikeboard.Model;
using Strikeboard.Web.Tests.House;

namespace Strikeboard.Web.Tests.Access;

public sealed class ApiKeyTests(HouseFixture shared) : IClassFixture<HouseFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private WebHouse House => shared.House;

    [Fact]
    public async Task Key_InEitherHeader_OpensCallsAndIsNotedAsUsed()
    {
        var word = await House.KeyAsync(Role.Viewer, [], Cancel);
        using var script = House.WithKey(word);
        using var other = House.Stranger();
        other.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("ApiKey", word);

        using var first = await script.GetAsync("/status", Cancel);
        using var second = await other.GetAsync("/status", Cancel);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        var kept = await RowAsync(word);
        Assert.NotNull(kept.LastUsedAt);
        Assert.StartsWith("127.1.", kept.LastUsedFrom, StringComparison.Ordinal);
        Assert.DoesNotContain(word[^40..], Convert.ToBase64String(kept.Hash), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("revoked", "key_revoked")]
    [InlineData("expired", "key_expired")]
    [InlineData("unknown", "key_unknown")]
    [InlineData("wrong word", "key_unknown")]
    [InlineData("nonsense", "key_unknown")]
    public async Task Key_Unusable_IsToldSoByCode(string how, string code)
    {
        var now = TimeProvider.System.GetUtcNow();
        var word = how switch
        {
            "revoked" => await House.KeyAsync(Role.Viewer, [], Cancel, change: key => key.RevokedAt = now),
            "expired" => await House.KeyAsync(
                Role.Viewer,
                [],
                Cancel,
                change: key => typeof(Data.Access.ApiKey).GetProperty("ExpiresAt")!.SetValue(key, now.AddMinutes(-1))
            ),
            "wrong word" => (await House.KeyAsync(Role.Viewer, [], Cancel))[..^1] + "!",
            "unknown" => ApiKeyWord.New(),
            _ => "sbk_nonsense",
        };
        using var script = House.WithKey(word);

        using var answer = await script.GetAsync("/status", Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(code, await CodeAsync(answer));
    }

    [Fact]
    public async Task Key_Revoked_OpensNothingWithinTwoSeconds()
    {
        var word = await House.KeyAsync(Role.Viewer, [], Cancel);
        using var script = House.WithKey(word);
        using var before = await script.GetAsync("/status", Cancel);

        await using var db = await House
            .Services.GetRequiredService<IDbContextFactory<StrikeboardDb>>()
            .CreateDbContextAsync(Cancel);
        var now = TimeProvider.System.GetUtcNow();
        var prefix = ApiKeyWord.PrefixOf(word);
        await db
            .ApiKeys.Where(key => key.Prefix == prefix)
            .ExecuteUpdateAsync(set => set.SetProperty(key => key.RevokedAt, now), Cancel);
        House.Facts.Publish(new AccessChanged(House.People[Role.Administrator].UserId));
        using var after = await script.GetAsync("/status", Cancel);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (before.StatusCode, after.StatusCode));
    }

    [Fact]
    public async Task Key_BoundToASymbol_ReadsItAndNothingElse()
    {
        var word = await House.KeyAsync(Role.Viewer, [], Cancel, symbols: ["BTC"]);
        using var script = House.WithKey(word);

        using var own = await script.GetAsync("/api/prices/btc", Cancel);
        using var other = await script.GetAsync("/api/prices/ETH", Cancel);
        using var whole = await script.GetAsync("/status", Cancel);
        using var probe = await script.GetAsync("/health", Cancel);

        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
        Assert.Equal("key_symbols", await CodeAsync(other));
        Assert.Equal(HttpStatusCode.Forbidden, whole.StatusCode);
        Assert.Equal(HttpStatusCode.OK, probe.StatusCode);
    }

    [Fact]
    public async Task Key_WithACookieOrTokenBeside_AddsNothing()
    {
        using var script = House.WithKey(ApiKeyWord.New());
        script.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            House.TokenOf(Role.Administrator)
        );

        using var answer = await script.GetAsync("/status", Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Key_OnAPage_OpensNothing()
    {
        using var script = House.WithKey(await House.KeyAsync(Role.Administrator, ["*"], Cancel));

        using var answer = await script.GetAsync("/pipeline", Cancel);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task Key_ItsActor_CarriesTheKeyAndItsPrefix()
    {
        var word = await House.KeyAsync(Role.Operator, ["pipeline.*"], Cancel);
        using var script = House.WithKey(word);

        using var answer = await script.PostAsync("/stop", null, Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var actor = House.Desk.Asked.Last(asked => asked.Context.Actor.KeyId is not null).Context.Actor;
        Assert.Equal($"key {ApiKeyWord.PrefixOf(word)}", actor.Via);
    }

    [Fact]
    public async Task Create_ByAPerson_ShowsTheWordOnceAndTheDeskNeverPrintsIt()
    {
        using var script = House.As(Role.Operator);

        using var answer = await script.PostAsJsonAsync("/api/keys", new { name = "reader", days = 7 }, Cancel);

        var word = (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("key").GetString()!;
        Assert.NotNull(ApiKeyWord.PrefixOf(word));
        var command = House.Desk.Asked.Select(asked => asked.Command).OfType<CreateApiKey>().Last();
        Assert.Equal(word, command.Word);
        Assert.DoesNotContain(word, JsonSerializer.Serialize(command), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pipeline.stop", "pipeline.stop", true)]
    [InlineData("pipeline.*", "pipeline.stop", true)]
    [InlineData("pipeline.*", "pipelines.stop", false)]
    [InlineData("*", "job.trigger", true)]
    [InlineData("*", "key.create", false)]
    [InlineData("*", "user.role", false)]
    [InlineData("pipeline", "pipeline.stop", false)]
    public void Scope_Allows_WhatItNames(string verb, string command, bool expected) =>
        Assert.Equal(expected, KeyScope.Allows([verb], command));

    private async Task<Data.Access.ApiKey> RowAsync(string word)
    {
        await using var db = await House
            .Services.GetRequiredService<IDbContextFactory<StrikeboardDb>>()
            .CreateDbContextAsync(Cancel);
        var prefix = ApiKeyWord.PrefixOf(word);
        return await db.ApiKeys.AsNoTracking().SingleAsync(key => key.Prefix == prefix, Cancel);
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("code").GetString();
}
