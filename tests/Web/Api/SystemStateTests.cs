using System.Collections.Immutable;
using Strikeboard.Engine.Live;
using Strikeboard.Model;
using Strikeboard.Web.Api;

namespace Strikeboard.Web.Tests.Api;

public sealed class SystemStateTests
{
    [Theory]
    [InlineData(PipelineState.Running, true, 0, "healthy", SystemState.Running)]
    [InlineData(PipelineState.Running, true, 0, "degraded", SystemState.Degraded)]
    [InlineData(PipelineState.Running, true, 3, "healthy", SystemState.Degraded)]
    [InlineData(PipelineState.Paused, true, 5, "degraded", SystemState.Degraded)]
    [InlineData(PipelineState.Starting, true, 0, "degraded", SystemState.Initializing)]
    [InlineData(PipelineState.Stopped, true, 0, "error", SystemState.Initializing)]
    [InlineData(PipelineState.Stopped, false, 0, "error", SystemState.Ready)]
    [InlineData(PipelineState.Stopping, false, 0, "healthy", SystemState.Ready)]
    public void Judge_Pipeline_GivesOneOfTheSevenWords(
        PipelineState state,
        bool desired,
        int failures,
        string health,
        SystemState expected
    )
    {
        var board = Board.Empty with
        {
            Pipeline = new PipelineStatus
            {
                State = state,
                DesiredRunning = desired,
                ConsecutiveFailures = failures,
            },
        };

        Assert.Equal(expected, SystemStates.Judge(board, Report(health)));
    }

    [Fact]
    public void Judge_DatabaseDown_IsAnErrorWhateverThePipelineDoes()
    {
        var board = Board.Empty with { Pipeline = new PipelineStatus { State = PipelineState.Running } };
        var report = Report("degraded") with { Checks = [new HealthCheck("database", "critical", null, "away")] };

        Assert.Equal(SystemState.Error, SystemStates.Judge(board, report));
    }

    private static HealthReport Report(string status) =>
        new(status, 100, 100, "good", null, 0, [], ImmutableSortedDictionary<string, int>.Empty);
}
