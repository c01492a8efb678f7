using Strikeboard.Exchanges.Streams;

namespace Strikeboard.Exchanges.Tests.Streams;

public sealed class SequenceWatchTests
{
    [Fact]
    public void Counter_WithRepeatsAndGaps_IsJudgedStepByStep()
    {
        var watch = new SequenceWatch();
        var steps = new long[] { 40, 41, 41, 40, 42, 44, 45, 43 }
            .Select(n => watch.Step(n))
            .ToArray();

        Assert.Equal(
            [
                SequenceStep.InOrder,
                SequenceStep.InOrder,
                SequenceStep.Repeat,
                SequenceStep.Repeat,
                SequenceStep.InOrder,
                SequenceStep.Gap,
                SequenceStep.InOrder,
                SequenceStep.Repeat,
            ],
            steps
        );
        Assert.Equal(46, watch.Expected);
    }
}
