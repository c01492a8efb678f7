using System.Runtime.CompilerServices;
using Strikeboard.Benchmarks.Bars;
using Strikeboard.Benchmarks.Inputs;
using Strikeboard.Benchmarks.Measuring;
using Strikeboard.Benchmarks.Reporting;

namespace Strikeboard.Benchmarks.Growth;

/// <summary>From 20 to 320 strikes a symbol: each doubling makes a row cheaper, for what is fixed is shared by more.</summary>
internal sealed class StrikesLaw : IBar
{
    private static readonly int[] Sizes = [20, 40, 80, 160, 320];

    public string Name => "7 strikes";

    public async IAsyncEnumerable<Row> MeasureAsync(
        Effort effort,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await Task.Yield();
        var costs = Rounds.Compare(effort, [.. Sizes.Select(Cycle)]);
        for (var i = 1; i < Sizes.Length; i++)
        {
            var (small, large) = (costs[i - 1], costs[i]);
            yield return Row.Law(
                Name,
                $"cycle's time a row at {Sizes[i]} strikes : at {Sizes[i - 1]}",
                Figures.Ns(large.Ns / Sizes[i]),
                Figures.Ns(small.Ns / Sizes[i - 1]),
                small.TimesCheaperThan(large) / 2,
                1
            );
        }
    }

    private static Variant Cycle(int strikes)
    {
        var cycles = new Cycles(new MarketWorld(seed: 3, symbols: 10, strikes), seconds: 8);
        return new Variant($"{strikes}", number => cycles.Run(number) is null ? 0 : 10);
    }
}
