using Strikeboard.Faults.Bodies;
using Strikeboard.Faults.Rig;

namespace Strikeboard.EndToEnd.Tests.Faults;

/// <summary>The short form of `dotnet run --project tests/Faults -- --only bodies --count 1000000`, in an app of its own: it leaves it changed.</summary>
public sealed class BodiesTests
{
    private const int Calls = 1_500;

    [Fact]
    public async Task DamagedCalls_Many_AreAnsweredBelow500AndChangeNothingWhereRefused()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var bench = await Bench.StartAsync(seed: 1, TimeProvider.System, stop);
        void Say(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);

        var outcome = await BodiesRun.RunAsync(bench, Calls, seed: 7, Say, stop);

        Say(outcome.ToString());
        Assert.Empty(outcome.Faults);
        Assert.Empty(outcome.Changes);
        Assert.Equal(Calls, outcome.Sent);
        // It got through the door: some were agreed to, and refusals were judged.
        Assert.True(outcome.ByClass.GetValueOrDefault(2) > 0, outcome.ToString());
        Assert.True(outcome.Judged > 0, outcome.ToString());
        Assert.True(outcome.Real.Sent > 0, outcome.ToString());
    }
}
