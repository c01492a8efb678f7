using System.Collections.Immutable;
using Strikeboard.Engine.Trading.Desk;
using Strikeboard.Engine.Trading.Reading;
using Strikeboard.Model;
using Strikeboard.Testing;

namespace Strikeboard.Engine.Tests.Trading.Desk;

/// <summary>Limits as a person changes them, in a real database.</summary>
public sealed class LimitsTests(PostgresFixture postgres)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Change_IsInForceAtOnce_AndKeptBesideTheOldOnes()
    {
        await using var bench = await StartAsync();
        var (reader, desk) = (bench.Get<ILimitsReader>(), bench.Get<LimitsDesk>());
        var first = await reader.ReadAsync(Ct);
        Assert.All(first.Items, limit => Assert.Equal(limit.Default, limit.Value));

        var outcome = await SetAsync(
            bench,
            Named(first, ("maxExposure", 150m), ("minSecondsToClose", 30m)),
            first.Version
        );

        Assert.True(outcome.Accepted, outcome.Message);
        Assert.Contains("looser in MinSecondsToClose", outcome.Message, StringComparison.Ordinal);
        Assert.Equal((150m, 30), (desk.Current!.MaxExposure, desk.Current.MinSecondsToClose));
        var now = await reader.ReadAsync(Ct);
        Assert.Equal(150m, now.Items.Single(limit => limit.Name == "maxExposure").Value);
        var history = await reader.HistoryAsync(new PageRequest(), Ct);
        Assert.Equal([now.Version, first.Version], history.Items.Select(change => change.Version));
        Assert.Equal(
            [
                new LimitDifference("minSecondsToClose", 60m, 30m, true),
                new LimitDifference("maxExposure", 200m, 150m, false),
            ],
            history.Items[0].Differences
        );
        var page = await reader.HistoryAsync(new PageRequest(Limit: 1), Ct);
        var second = await reader.HistoryAsync(new PageRequest(Limit: 1, After: page.Next), Ct);
        Assert.Equal([now.Version, first.Version], [page.Items.Single().Version, second.Items.Single().Version]);
        var audit = (await bench.AuditAsync(Ct)).Single(entry => entry.Command == "risk.limits");
        Assert.Contains("150", audit.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_ThatCannotBe_NamesEveryFault_AndChangesNothing()
    {
        await using var bench = await StartAsync();
        var first = await bench.Get<ILimitsReader>().ReadAsync(Ct);
        var wrong = Named(first, ("maxExposure", -1m), ("maxOpenPositions", 1.5m))
            .Add("maxJoy", 1m)
            .Remove("maxOrderCost");

        var outcome = await SetAsync(bench, wrong, null);
        var contrary = await SetAsync(bench, Named(first, ("maxOrdersPerSecond", 30m)), null);
        var late = await SetAsync(bench, Named(first, ("maxExposure", 150m)), first.Version - 1);

        Assert.Equal(CommandVerdict.Invalid, outcome.Verdict);
        Assert.Equal(
            ["maxExposure", "maxJoy", "maxOpenPositions", "maxOrderCost"],
            outcome.Refusal!.Facts.Keys.Order(StringComparer.Ordinal)
        );
        Assert.Equal((CommandVerdict.Invalid, CommandVerdict.Conflict), (contrary.Verdict, late.Verdict));
        Assert.Equal(first.Version, (await bench.Get<ILimitsReader>().ReadAsync(Ct)).Version);
    }

    [Fact]
    public async Task Change_WithRealMoney_IsTighterOnly()
    {
        await using var bench = await StartAsync(Mode.Live);
        var first = await bench.Get<ILimitsReader>().ReadAsync(Ct);

        var looser = await SetAsync(bench, Named(first, ("maxExposure", 201m)), null);
        var tighter = await SetAsync(bench, Named(first, ("maxExposure", 199m)), null);

        Assert.Equal((CommandVerdict.Refused, "limits.second_person"), (looser.Verdict, looser.Refusal?.Code));
        Assert.True(tighter.Accepted, tighter.Message);
    }

    [Fact]
    public async Task SameLimits_AreNoNewVersion()
    {
        await using var bench = await StartAsync();
        var first = await bench.Get<ILimitsReader>().ReadAsync(Ct);

        var outcome = await SetAsync(bench, Named(first), first.Version);

        Assert.True(outcome.Accepted, outcome.Message);
        Assert.Equal(first.Version, (await bench.Get<ILimitsReader>().ReadAsync(Ct)).Version);
    }

    private async Task<EngineBench> StartAsync(Mode mode = Mode.Demo)
    {
        var bench = await EngineBench.CreateAsync(postgres, Ct, settings => settings with { Mode = mode });
        await bench.Get<LimitsDesk>().TakeUpAsync(Ct);
        return bench;
    }

    private static ImmutableDictionary<string, decimal> Named(
        LimitsView view,
        params ReadOnlySpan<(string Name, decimal Value)> changes
    )
    {
        var named = view.Items.ToImmutableDictionary(limit => limit.Name, limit => limit.Value);
        foreach (var (name, value) in changes)
            named = named.SetItem(name, value);
        return named;
    }

    private static async Task<CommandOutcome> SetAsync(
        EngineBench bench,
        IReadOnlyDictionary<string, decimal> limits,
        long? basedOn
    )
    {
        var admin = await bench.AddUserAsync(Role.Administrator, Ct);
        return await bench.Desk.ExecuteAsync(
            new SetRiskLimits(limits, basedOn),
            new CommandContext(admin, "a test"),
            Ct
        );
    }
}
