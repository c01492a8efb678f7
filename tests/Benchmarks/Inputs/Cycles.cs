using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Pipeline.Steps;
using Strikeboard.Model;

namespace Strikeboard.Benchmarks.Inputs;

/// <summary>The product's five steps over a world's seconds.</summary>
internal sealed class Cycles(MarketWorld world, int seconds = 16)
{
    private readonly CycleInputs[] _seconds = world.Seconds(seconds);
    private readonly CycleRunner _runner = Runner();

    public CycleSnapshot? Last { get; private set; }

    public CycleSnapshot Run(int number) => Last = _runner.Run(_seconds[number % _seconds.Length]);

    private static CycleRunner Runner() =>
        new(
            [new PriceStep(), new MarketStep(), new ProbabilityStep(), new StrikeStep(), new WatchlistStep()],
            TimeProvider.System
        );
}
