using Microsoft.EntityFrameworkCore;
using Strikeboard.Data.Access;
using Strikeboard.Engine.Access;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Engine.Tests.Access;

public sealed class AccessCommandTests(PostgresFixture postgres) : IAsyncLifetime
{
    private EngineBench _bench = null!;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _bench = await EngineBench.CreateAsync(postgres, Ct);

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task CreateKey_WithinOnesRole_IsKeptAsAHashAndAuditedWithoutTheWord()
    {
        var actor = await _bench.AddUserAsync(Role.Operator, Ct);
        var word = ApiKeyWord.New();

        var outcome = await AskAsync(actor, Key(word, Role.Operator, ["pipeline.stop"]));

        Assert.Equal(CommandVerdict.Done, outcome.Verdict);
        var key = await KeyRowAsync(word);
        Assert.Equal(ApiKeyWord.Hash(word), key.Hash);
        var record = Assert.Single(await _bench.AuditAsync(Ct));
        Assert.DoesNotContain(word[13..], record.Content + record.After, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Administrator, "", "", 10, "role")]
    [InlineData(Role.Viewer, "", "", 0, "days")]
    [InlineData(Role.Viewer, "", "", 400, "days")]
    [InlineData(Role.Viewer, "Stop Everything", "", 10, "verbs")]
    [InlineData(Role.Viewer, "user.role", "", 10, "verbs")]
    [InlineData(Role.Viewer, "key.*", "", 10, "verbs")]
    [InlineData(Role.Viewer, "", "B T C", 10, "symbols")]
    [InlineData(Role.Viewer, "*", "BTC", 10, "symbols")]
    public async Task CreateKey_BeyondWhatMayBe_IsRefusedByField(
        Role ceiling,
        string verbs,
        string symbols,
        int days,
        string field
    )
    {
        var actor = await _bench.AddUserAsync(Role.Operator, Ct);

        var outcome = await AskAsync(
            actor,
            new CreateApiKey("k", ceiling, Split(verbs), Split(symbols), days) { Word = ApiKeyWord.New() }
        );

        Assert.Equal((CommandVerdict.Invalid, field), (outcome.Verdict, outcome.Refusal?.Facts["field"]));
    }

    [Fact]
    public async Task Desk_ByKey_DoesWhatItsScopeNamesAndNoMore()
    {
        var actor = await _bench.AddUserAsync(Role.Administrator, Ct);
        var word = ApiKeyWord.New();
        await AskAsync(actor, Key(word, Role.Operator, ["pipeline.*", "system.shutdown"]));
        var byKey = actor with { KeyId = (await KeyRowAsync(word)).Id };

        var named = await AskAsync(byKey, new StopPipeline());
        var unnamed = await AskAsync(byKey, new PauseJob("beat:x"));
        var aboveCeiling = await AskAsync(byKey, new ShutDown());
        var another = await AskAsync(byKey, Key(ApiKeyWord.New(), Role.Viewer, []));
        await AskAsync(actor, new RevokeApiKey(byKey.KeyId.Value));
        var afterwards = await AskAsync(byKey, new StopPipeline());

        Assert.Equal(CommandVerdict.Done, named.Verdict);
        Assert.Equal("key_scope", unnamed.Refusal?.Code);
        Assert.Equal("forbidden", aboveCeiling.Refusal?.Code);
        Assert.Equal("key_scope", another.Refusal?.Code);
        Assert.Equal("key_ended", afterwards.Refusal?.Code);
    }

    [Fact]
    public async Task RevokeKey_OfSomebodyElse_IsForAdministratorsOnly()
    {
        var owner = await _bench.AddUserAsync(Role.Viewer, Ct);
        var word = ApiKeyWord.New();
        await AskAsync(owner, Key(word, Role.Viewer, []));
        var id = (await KeyRowAsync(word)).Id;

        var stranger = await AskAsync(await _bench.AddUserAsync(Role.Trader, Ct), new RevokeApiKey(id));
        var administrator = await AskAsync(await _bench.AddUserAsync(Role.Administrator, Ct), new RevokeApiKey(id));

        Assert.Equal(CommandVerdict.NotFound, stranger.Verdict);
        Assert.Equal(CommandVerdict.Done, administrator.Verdict);
        Assert.NotNull((await KeyRowAsync(word)).RevokedAt);
    }

    [Fact]
    public async Task Desk_SessionEnded_TakesNothingMoreFromIt()
    {
        var actor = await _bench.AddUserAsync(Role.Operator, Ct);
        var here = actor with { SessionId = await SessionAsync(actor) };
        var there = actor with { SessionId = await SessionAsync(actor) };

        var before = await AskAsync(there, new StopPipeline());
        await AskAsync(here, new EndOtherSessions());
        var after = await AskAsync(there, new StopPipeline());
        var own = await AskAsync(here, new StopPipeline());

        Assert.Equal(CommandVerdict.Done, before.Verdict);
        Assert.Equal("session_ended", after.Refusal?.Code);
        Assert.NotEqual("session_ended", own.Refusal?.Code);
    }

    [Fact]
    public async Task EndSession_OfSomebodyElse_IsForAdministratorsOnly()
    {
        var owner = await _bench.AddUserAsync(Role.Viewer, Ct);
        var session = await SessionAsync(owner);

        var stranger = await AskAsync(await _bench.AddUserAsync(Role.Trader, Ct), new EndSession(session));
        var administrator = await AskAsync(await _bench.AddUserAsync(Role.Administrator, Ct), new EndSession(session));

        Assert.Equal("unknown_session", stranger.Refusal?.Code);
        Assert.Equal(CommandVerdict.Done, administrator.Verdict);
    }

    [Fact]
    public async Task Disable_User_EndsEverySessionWithItsReason()
    {
        var owner = await _bench.AddUserAsync(Role.Viewer, Ct);
        var session = await SessionAsync(owner);

        await AskAsync(await _bench.AddUserAsync(Role.Administrator, Ct), new SetUserEnabled(owner.Name, false));

        await using var db = await _bench.Contexts.CreateDbContextAsync(Ct);
        Assert.Equal("disabled", (await db.Sessions.SingleAsync(row => row.Id == session, Ct)).EndedBecause);
    }

    [Fact]
    public async Task Invite_AndReset_KeepTheWordOfTheLinkAsAHash()
    {
        var admin = await _bench.AddUserAsync(Role.Administrator, Ct);
        var word = Invitations.NewWord();

        var invited = await AskAsync(admin, new InviteUser("newcomer", Role.Trader) { Word = word });
        var reset = await AskAsync(admin, new ResetPassword("newcomer") { Word = Invitations.NewWord() });
        var own = await AskAsync(admin, new ResetPassword(admin.Name) { Word = Invitations.NewWord() });

        Assert.Equal((CommandVerdict.Done, CommandVerdict.Done), (invited.Verdict, reset.Verdict));
        Assert.Equal("own_password", own.Refusal?.Code);
        await using var db = await _bench.Contexts.CreateDbContextAsync(Ct);
        Assert.Equal(2, await db.OneTimeTokens.CountAsync(Ct));
        Assert.All(
            await _bench.AuditAsync(Ct),
            record => Assert.DoesNotContain(word, record.Content, StringComparison.Ordinal)
        );
    }

    private Task<CommandOutcome> AskAsync(Actor actor, Command command) =>
        _bench.Desk.ExecuteAsync(command, new CommandContext(actor), Ct);

    private static CreateApiKey Key(string word, Role ceiling, string[] verbs) =>
        new("a script", ceiling, verbs, [], 30) { Word = word };

    private static string[] Split(string words) => words.Length == 0 ? [] : [words];

    private async Task<ApiKey> KeyRowAsync(string word)
    {
        await using var db = await _bench.Contexts.CreateDbContextAsync(Ct);
        var prefix = ApiKeyWord.PrefixOf(word);
        return await db.ApiKeys.AsNoTracking().SingleAsync(key => key.Prefix == prefix, Ct);
    }

    private async Task<Guid> SessionAsync(Actor actor)
    {
        var now = TimeProvider.System.GetUtcNow();
        var session = new Session
        {
            Id = Guid.NewGuid(),
            UserId = actor.UserId!.Value,
            Kind = SessionDesk.Browser,
            Address = "127.0.0.1",
            Device = "test",
            CreatedAt = now,
            LastSeenAt = now,
            ExpiresAt = now.AddHours(1),
        };
        await using var db = await _bench.Contexts.CreateDbContextAsync(Ct);
        db.Sessions.Add(session);
        await db.SaveChangesAsync(Ct);
        return session.Id;
    }
}
