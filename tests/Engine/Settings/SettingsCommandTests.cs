using Microsoft.Extensions.Hosting;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Settings;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Engine.Tests.Settings;

public sealed class SettingsCommandTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Edge = "Pipeline:Watchlist:MinEdge";
    private const string Rows = "Pipeline:StrikeRows";
    private EngineBench _bench = null!;
    private Actor _admin = null!;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bench = await EngineBench.CreateAsync(postgres, Ct);
        _admin = await _bench.AddUserAsync(Role.Administrator, Ct);
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Change_Valid_CountsAtOnceAndIsRemembered()
    {
        var outcome = await ChangeAsync("quieter", (Edge, "2.5"), (Rows, "9"));

        Assert.Equal(CommandVerdict.Done, outcome.Verdict);
        var options = _bench.Get<PipelineOptions>();
        Assert.Equal((2.5, 9), (options.Watchlist.MinEdge, options.StrikeRows));
        var change = Assert.Single(await Book.HistoryAsync(10, Ct));
        Assert.Equal((1L, "quieter", _admin.Name), (change.Version, change.Reason, change.By));
        Assert.Equal(2, change.Differences.Count);
    }

    [Fact]
    public async Task Change_SeveralFaults_AreNamedPerKeyAndNothingIsKept()
    {
        var outcome = await ChangeAsync(
            null,
            (Edge, "much"),
            (Rows, "0"),
            ("Mode", "live"),
            ("Pipeline:ReferenceSize", "5")
        );

        Assert.Equal((CommandVerdict.Invalid, "invalid_settings"), (outcome.Verdict, outcome.Refusal?.Code));
        Assert.True(outcome.Refusal!.Facts.Keys.ToHashSet(StringComparer.Ordinal).SetEquals([Rows, Edge, "Mode"]));
        Assert.Equal(100, _bench.Get<PipelineOptions>().ReferenceSize);
        Assert.Empty(await Book.HistoryAsync(10, Ct));
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e999")]
    [InlineData("")]
    [InlineData("1,5")]
    public async Task Change_WhatIsNoNumber_IsRefused(string value) =>
        Assert.Equal(CommandVerdict.Invalid, (await ChangeAsync(null, (Edge, value))).Verdict);

    [Fact]
    public async Task Change_TwoThatDoNotGoTogether_AreRefused()
    {
        var outcome = await ChangeAsync(
            null,
            ("Pipeline:Watchlist:MinSecondsToClose", "600"),
            ("Pipeline:Watchlist:MaxSecondsToClose", "500")
        );

        Assert.Equal("is not below the farthest", outcome.Refusal?.Facts["Pipeline:Watchlist:MinSecondsToClose"]);
    }

    [Fact]
    public async Task Change_BasedOnAnOlderVersion_IsToldSo()
    {
        await ChangeAsync(null, (Rows, "9"));

        var late = await _bench.Desk.ExecuteAsync(
            new ChangeSettings(new Dictionary<string, string?>(StringComparer.Ordinal) { [Rows] = "11" }, 0),
            new CommandContext(_admin),
            Ct
        );

        Assert.Equal((CommandVerdict.Conflict, "settings_changed"), (late.Verdict, late.Refusal?.Code));
    }

    [Fact]
    public async Task RollBack_ToAnEarlierVersion_PutsBackWhatCountedThen()
    {
        await ChangeAsync(null, (Rows, "9"));
        await ChangeAsync(null, (Rows, "11"), (Edge, "3"));

        var outcome = await _bench.Desk.ExecuteAsync(new RollBackSettings(1), new CommandContext(_admin), Ct);
        var options = _bench.Get<PipelineOptions>();
        var afterFirst = (options.StrikeRows, options.Watchlist.MinEdge);
        await _bench.Desk.ExecuteAsync(new RollBackSettings(0), new CommandContext(_admin), Ct);

        Assert.Equal(CommandVerdict.Done, outcome.Verdict);
        Assert.Equal((9, 1.0), afterFirst);
        Assert.Equal(21, options.StrikeRows);
        Assert.Equal(4, (await Book.HistoryAsync(10, Ct))[0].Version);
    }

    [Fact]
    public async Task Start_WithStoredSettings_PutsThemIntoForceFirst()
    {
        await ChangeAsync(null, (Rows, "9"));
        _bench.Get<PipelineOptions>().StrikeRows = 21;

        await ((IHostedService)_bench.Get<SettingsBook>()).StartAsync(Ct);
        await ((IHostedService)_bench.Get<SettingsBook>()).StopAsync(Ct);

        Assert.Equal(9, _bench.Get<PipelineOptions>().StrikeRows);
    }

    private ISettingsBook Book => _bench.Get<ISettingsBook>();

    private Task<CommandOutcome> ChangeAsync(string? reason, params (string Key, string? Value)[] changes) =>
        _bench.Desk.ExecuteAsync(
            new ChangeSettings(changes.ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal), null),
            new CommandContext(_admin, reason),
            Ct
        );
}
