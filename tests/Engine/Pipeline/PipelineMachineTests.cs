using Strikeboard.Engine.Pipeline;
using Strikeboard.Model;

namespace Strikeboard.Engine.Tests.Pipeline;

public sealed class PipelineMachineTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void CycleEnded_FirstSuccess_StartingBecomesRunning()
    {
        var status = PipelineMachine.Started(PipelineStatus.Initial, 1, Noon);

        var after = PipelineMachine.CycleEnded(status, Cycles.Succeeded(), Noon);

        Assert.Equal(PipelineState.Running, after.State);
        Assert.Equal((1, 1, 0), (after.TotalCycles, after.SuccessfulCycles, after.ConsecutiveFailures));
    }

    [Fact]
    public void CycleEnded_FiveFailures_PausesForTenSeconds()
    {
        var status = PipelineMachine.Started(PipelineStatus.Initial, 1, Noon);
        for (var failure = 1; failure <= 4; failure++)
        {
            status = PipelineMachine.CycleEnded(status, Cycles.Failed(), Noon);
            Assert.Equal(PipelineState.Running, status.State);
        }

        status = PipelineMachine.CycleEnded(status, Cycles.Failed(), Noon);

        Assert.Equal(PipelineState.Paused, status.State);
        Assert.Equal(Noon.AddSeconds(10), status.PausedUntil);
        Assert.Equal(PipelineState.Paused, PipelineMachine.Rested(status, Noon.AddSeconds(9.9)).State);
        Assert.Equal(PipelineState.Running, PipelineMachine.Rested(status, Noon.AddSeconds(10)).State);
    }

    [Fact]
    public void CycleEnded_FailuresAfterAPause_PauseAgainAtTheNextFive()
    {
        var status = PipelineMachine.Started(PipelineStatus.Initial, 1, Noon);
        for (var failure = 1; failure <= 10; failure++)
            status = PipelineMachine.CycleEnded(
                PipelineMachine.Rested(status, Noon.AddHours(failure)),
                Cycles.Failed(),
                Noon
            );

        Assert.Equal(PipelineState.Paused, status.State);
        Assert.Equal(10, status.ConsecutiveFailures);
    }

    [Theory]
    [InlineData(PipelineState.Running, 0, PipelineHealth.Healthy)]
    [InlineData(PipelineState.Running, 2, PipelineHealth.Healthy)]
    [InlineData(PipelineState.Running, 3, PipelineHealth.Degraded)]
    [InlineData(PipelineState.Paused, 5, PipelineHealth.Degraded)]
    [InlineData(PipelineState.Stopped, 0, PipelineHealth.Error)]
    public void Health_FollowsStateAndFailures(PipelineState state, int failures, PipelineHealth expected) =>
        Assert.Equal(expected, (PipelineStatus.Initial with { State = state, ConsecutiveFailures = failures }).Health);

    [Fact]
    public void MayStart_WhileStopping_IsRefusedWithTheState()
    {
        var stopping = PipelineStatus.Initial with { State = PipelineState.Stopping, Generation = 7 };

        var refusal = PipelineMachine.MayStart(stopping);

        Assert.Equal("transition_under_way", refusal?.Code);
        Assert.Equal("7", refusal?.Facts["generation"]);
    }
}
