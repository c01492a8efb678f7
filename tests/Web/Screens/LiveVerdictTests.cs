using Strikeboard.Engine.Live;
using Strikeboard.Model;
using Strikeboard.Web.Parts.Live;

namespace Strikeboard.Web.Tests.Screens;

public sealed class LiveVerdictTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 9, 14, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(Mode.Demo, "Demo")]
    [InlineData(Mode.Paper, "Live")]
    [InlineData(Mode.Live, "Live")]
    public void FreshCycle_SaysLive_ButNeverInTheDemo(Mode mode, string word)
    {
        var verdict = LiveVerdict.Of(Fresh(), mode, Now);

        Assert.Equal(word, verdict.Word);
        Assert.True(verdict.IsMoving);
    }

    [Theory]
    [InlineData(3, "Delayed")]
    [InlineData(7, "Stale")]
    public void SilentPipeline_WhileItSaysRunning_AgesOnTheScreen(double seconds, string word) =>
        Assert.Equal(word, LiveVerdict.Of(Fresh(), Mode.Live, Now.AddSeconds(seconds)).Word);

    [Theory]
    [InlineData(PipelineState.Stopped, "Stopped", "bad")]
    [InlineData(PipelineState.Paused, "Paused", "warn")]
    [InlineData(PipelineState.Starting, "Starting", "warn")]
    [InlineData(PipelineState.Stopping, "Stopping", "warn")]
    public void PipelineThatDoesNotRun_IsNamed_HoweverFreshTheLastCycle(PipelineState state, string word, string tone)
    {
        var verdict = LiveVerdict.Of(Fresh() with { Pipeline = new PipelineStatus { State = state } }, Mode.Live, Now);

        Assert.Equal((word, tone), (verdict.Word, verdict.Tone));
    }

    [Fact]
    public void FailingStep_IsTheReason_WhenItsFiguresGrowStale()
    {
        var good = Sample.Part(Now.AddSeconds(-8), 1);
        var failed = Sample.Cycle(Now, 9, Sample.Part(Now, 9, StepOutcome.Failed));
        var board = Sample.Board(failed) with
        {
            LastGood = Board.Empty.LastGood.SetItem(Sample.Btc, good),
            Strip = [new CycleMark(1, Now.AddSeconds(-8), 8, CycleOutcome.Succeeded, 0, null)],
        };

        var verdict = LiveVerdict.Of(board, Mode.Live, Now);

        Assert.Equal("Stale", verdict.Word);
        Assert.Contains("market step fails (no book for 11 s)", verdict.Reason);
    }

    [Fact]
    public void PolledPrices_AreFallback_NotLive()
    {
        var board = Sample.Board(Sample.Cycle(Now, 1, Sample.Part(Now, 1, quality: Quality.Fallback)));

        Assert.Equal("Fallback", LiveVerdict.Of(board, Mode.Live, Now).Word);
    }

    [Fact]
    public void NodeThatDoesNotLead_SaysForWhomItStandsBy()
    {
        var verdict = LiveVerdict.Of(Fresh() with { Leader = new LeaderStatus("node-2", 4, false) }, Mode.Live, Now);

        Assert.Equal("Standby", verdict.Word);
        Assert.Contains("node-2", verdict.Reason);
    }

    [Fact]
    public void RunningBeforeTheFirstCycle_Waits() =>
        Assert.Equal(
            "Waiting",
            LiveVerdict
                .Of(
                    Board.Empty with
                    {
                        Pipeline = new PipelineStatus { State = PipelineState.Running },
                    },
                    Mode.Live,
                    Now
                )
                .Word
        );

    private static Board Fresh() => Sample.Board(Sample.Cycle(Now, 1, Sample.Part(Now, 1)));
}
