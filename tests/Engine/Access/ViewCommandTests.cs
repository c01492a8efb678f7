using Strikeboard.Engine.Access;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Engine.Tests.Access;

public sealed class ViewCommandTests(PostgresFixture postgres) : IAsyncLifetime
{
    private EngineBench _bench = null!;
    private Actor _viewer = null!;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bench = await EngineBench.CreateAsync(postgres, Ct);
        _viewer = await _bench.AddUserAsync(Role.Viewer, Ct);
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task View_IsSavedForItsUserAlone_AndStandsInTheAudit()
    {
        await DoneAsync(new SaveView("events", "bad news", "severity=error"));

        Assert.Equal(("bad news", "severity=error", false), Only(await ReadAsync()));
        var other = await _bench.AddUserAsync(Role.Viewer, Ct);
        Assert.Empty((await _bench.Views.ReadAsync(other.UserId!.Value, "events", Ct)).Views);
        Assert.Equal("view.save", Assert.Single(await _bench.AuditAsync(Ct)).Command);
    }

    [Fact]
    public async Task View_RenamedAndChanged_StaysOneAndKeepsItsRank()
    {
        await DoneAsync(new SaveView("events", "a", "severity=error"));
        await DoneAsync(new SetDefaultView("events", "a", On: true));
        await DoneAsync(new RenameView("events", "a", "b"));
        await DoneAsync(new SaveView("events", "b", "severity=warning"));

        Assert.Equal(("b", "severity=warning", true), Only(await ReadAsync()));
    }

    [Fact]
    public async Task Default_IsOneATable()
    {
        await DoneAsync(new SaveView("events", "a", ""));
        await DoneAsync(new SaveView("events", "b", ""));
        await DoneAsync(new SetDefaultView("events", "a", On: true));
        await DoneAsync(new SetDefaultView("events", "b", On: true));
        Assert.Equal("b", (await ReadAsync()).Default?.Name);

        await DoneAsync(new SetDefaultView("events", "b", On: false));
        Assert.Null((await ReadAsync()).Default);
    }

    [Fact]
    public async Task LastUsed_IsTheOneOpenedLast()
    {
        await DoneAsync(new SaveView("events", "a", "sort=time"));
        await DoneAsync(new SaveView("events", "b", "sort=-time"));
        await DoneAsync(new UseView("events", "a"));

        Assert.Equal("a", (await ReadAsync()).LastUsed?.Name);
    }

    [Fact]
    public async Task Columns_AreKeptBesideTheViews_UntilGivenBack()
    {
        await DoneAsync(new KeepColumns("events", "time,what"));
        Assert.Equal("time,what", (await ReadAsync()).Columns);
        Assert.Empty((await ReadAsync()).Views);

        await DoneAsync(new KeepColumns("events", ""));
        Assert.Null((await ReadAsync()).Columns);
    }

    [Fact]
    public async Task Deleted_IsGone()
    {
        await DoneAsync(new SaveView("events", "a", ""));
        await DoneAsync(new DeleteView("events", "a"));

        Assert.Empty((await ReadAsync()).Views);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" padded")]
    [InlineData("two\nlines")]
    public async Task BadName_IsRefused(string name)
    {
        var outcome = await RunAsync(new SaveView("events", name, ""));

        Assert.Equal((CommandVerdict.Invalid, "bad_name"), (outcome.Verdict, outcome.Refusal?.Code));
    }

    [Fact]
    public async Task NameOfAnother_IsNotTakenOver()
    {
        await DoneAsync(new SaveView("events", "a", ""));
        await DoneAsync(new SaveView("events", "b", ""));

        Assert.Equal("name_taken", (await RunAsync(new RenameView("events", "a", "b"))).Refusal?.Code);
        Assert.Equal("unknown_view", (await RunAsync(new DeleteView("events", "c"))).Refusal?.Code);
    }

    private static (string, string, bool) Only(TableViewSet set)
    {
        var view = Assert.Single(set.Views);
        return (view.Name, view.Query, view.IsDefault);
    }

    private Task<TableViewSet> ReadAsync() => _bench.Views.ReadAsync(_viewer.UserId!.Value, "events", Ct);

    private Task<CommandOutcome> RunAsync(Command command) =>
        _bench.Desk.ExecuteAsync(command, new CommandContext(_viewer), Ct);

    private async Task DoneAsync(Command command) =>
        Assert.Equal(CommandVerdict.Done, (await RunAsync(command)).Verdict);
}
