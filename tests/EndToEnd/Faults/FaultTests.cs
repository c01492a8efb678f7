using Strikeboard.Faults.Scenarios;

namespace Strikeboard.EndToEnd.Tests.Faults;

/// <summary>Outcomes, not durations: those are printed by tests/Faults. One class, because the scenarios share one app.</summary>
public sealed class FaultTests(FaultBench shared)
{
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(2);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("coinbase", "drop")]
    [InlineData("coinbase", "mute")]
    [InlineData("coinbase", "gap")]
    [InlineData("kalshi", "drop")]
    public async Task Stream_InTrouble_IsNamedAndNeverCalledLiveAndComesBackByItself(string venue, string kind)
    {
        var bench = await shared.GetAsync(Cancelled);

        var outcome = await VenueFaultRun.RunAsync(
            bench,
            new VenueFault(venue, [kind], Silences: kind != "gap"),
            Hold,
            Cancelled
        );

        Assert.NotNull(outcome.NamedAfter);
        Assert.Empty(outcome.Breaches);
        Assert.NotNull(outcome.RecoveredAfter);
    }

    /// <summary>The good frames between the bad ones, or the stream, carry on.</summary>
    [Theory]
    [InlineData("coinbase", "malformed")]
    [InlineData("kalshi", "rest5xx")]
    public async Task Venue_HalfInTrouble_IsNeverCalledFresherThanItIs(string venue, string kind)
    {
        var bench = await shared.GetAsync(Cancelled);

        var outcome = await VenueFaultRun.RunAsync(
            bench,
            new VenueFault(venue, [kind], Silences: false) { NameLimit = TimeSpan.FromSeconds(4) },
            Hold,
            Cancelled
        );

        Assert.Empty(outcome.Breaches);
        Assert.NotNull(outcome.RecoveredAfter);
    }

    [Fact]
    public async Task App_KilledAmidCommands_KeepsWhatItAcknowledged()
    {
        var bench = await shared.GetAsync(Cancelled);

        var outcome = await AppKill.RunAsync(bench, new Random(7), Cancelled);

        Assert.True(outcome.CameBack);
        Assert.True(outcome.DesiredKept);
        Assert.True(outcome.Acknowledged > 0);
        Assert.Equal(0, outcome.LostCommands);
        // Batches of a quarter of a second and the second under way: far below what a minute's average would notice.
        Assert.InRange(outcome.LostPriceSeconds, 0, 10);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Database_Killed_IsSurvivedAndForgetsNothing(bool postmaster)
    {
        var bench = await shared.GetAsync(Cancelled);

        var outcome = await DatabaseKill.RunAsync(bench, postmaster, new Random(7), Cancelled);

        Assert.True(outcome.AppSurvived);
        Assert.NotNull(outcome.AcknowledgedAfter);
        Assert.NotNull(outcome.AllWellAfter);
        Assert.True(outcome.AcknowledgedKept);
    }
}
