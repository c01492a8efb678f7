using System.Runtime.CompilerServices;
using Strikeboard.Benchmarks.Inputs;
using Strikeboard.Benchmarks.Measuring;
using Strikeboard.Benchmarks.Reporting;
using Strikeboard.Model;

namespace Strikeboard.Benchmarks.Bars;

/// <summary>The whole cycle of 100 symbols × 80 strikes, against the arithmetic in it and against the size of what it makes.</summary>
internal sealed class CycleBar : IBar
{
    private const int Symbols = 100;
    private const int Strikes = 80;

    public string Name => "4 cycle";

    public async IAsyncEnumerable<Row> MeasureAsync(
        Effort effort,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await Task.Yield();
        var cycles = new Cycles(new MarketWorld(seed: 1, Symbols, Strikes));
        var numbers = new StrikeNumbers(seed: 1, Symbols, Strikes);
        var moments = numbers.Prepared(cycles: 64);
        if (cycles.Run(0) is { Outcome: not CycleOutcome.Succeeded } failed)
            throw new InvalidOperationException($"the world is not healthy: {failed.Steps[0].Error}");
        var costs = Rounds.Compare(
            effort,
            new Variant("cycle", number => cycles.Run(number) is null ? 0 : 1),
            new Variant("kernels", number => numbers.InColumns(moments[number % moments.Length]) / numbers.Rows),
            new Variant("looked at", number => LookAt(cycles.Run(number)))
        );
        var (cycle, kernels, looked) = (costs[0], costs[1], costs[2]);
        yield return Row.Less(
            Name,
            "CPU of a cycle : its bare kernels",
            Figures.Ns(cycle.Ns),
            Figures.Ns(kernels.Ns),
            1 / cycle.TimesCheaperThan(kernels),
            3
        );
        yield return Row.Less(
            Name,
            "CPU of a cycle of which every row is looked at : 1 ms",
            Figures.Ns(looked.Ns),
            "1 ms",
            looked.Ns / 1e6,
            3
        );
        var (wall, cpu) = Percentiles(cycles, effort.IsQuick ? 300 : 3000);
        yield return Row.Less(
            Name,
            $"p99 of a cycle on the wall ({Figures.Ns(cpu)} CPU) : 1 ms",
            Figures.Ns(wall),
            "1 ms",
            wall / 1e6,
            1
        );
        var size = SizeOfOne(cycles);
        yield return Row.Less(
            Name,
            "garbage of a cycle : the snapshot itself",
            Figures.Bytes(cycle.Bytes),
            Figures.Bytes(size),
            cycle.Bytes / size,
            2
        );
    }

    private static long LookAt(CycleSnapshot cycle) =>
        cycle.Symbols.Sum(symbol => symbol.Strikes[0].Rows.Length) > 0 ? 1 : 0;

    private static (double Wall, double Cpu) Percentiles(Cycles cycles, int count)
    {
        var (wall, cpu, time) = (new List<double>(count), new List<double>(count), TimeProvider.System);
        for (var i = 0; i < count; i++)
        {
            var (from, used) = (time.GetTimestamp(), CpuClock.ThreadNs);
            cycles.Run(i);
            cpu.Add(CpuClock.ThreadNs - used);
            wall.Add(time.GetElapsedTime(from).TotalNanoseconds);
        }
        return (Statistics.Quantile(wall, 0.99), Statistics.Quantile(cpu, 0.99));
    }

    /// <summary>What the heap keeps for each snapshot that is held.</summary>
    private static double SizeOfOne(Cycles cycles)
    {
        const int Held = 40;
        var held = new CycleSnapshot[Held];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < Held; i++)
            held[i] = cycles.Run(i);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(held);
        return (after - before) / (double)Held;
    }
}
