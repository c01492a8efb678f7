using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Pipeline.Steps;
using Strikeboard.Model;

namespace Strikeboard.Benchmarks.Inputs;

/// <summary>The product's five steps over a world's seconds.</summary>
internal sealed class Cycles(MarketWorld world, int seconds = 16)
{
    private readonly CycleInputs[] _seconds = world.Seconds(seconds);
    private readonly CycleRunner _runner = Runner(new PipelineOptions { StrikeRows = world.Strikes });

    public CycleSnapshot? Last { get; private set; }

    public CycleSnapshot Run(int number) => Last = _runner.Run(_seconds[number % _seconds.Length]);

    private static CycleRunner Runner(PipelineOptions options) =>
        new(
            [
                new PriceStep(options),
                new MarketStep(),
                new ProbabilityStep(),
                new StrikeStep(options),
                new WatchlistStep(options),
            ],
            TimeProvider.System
        );
}
