namespace Strikeboard.Benchmarks.Measuring;

/// <summary>One way of doing the work. <paramref name="Work"/> gets a number that never comes again and answers how many operations it did.</summary>
internal sealed record Variant(string Name, Func<int, long> Work);

/// <summary>What one variant cost, round by round: CPU and garbage per operation.</summary>
internal sealed record Cost(string Name, IReadOnlyList<double> NsByRound, IReadOnlyList<double> BytesByRound)
{
    public double Ns => Statistics.Median(NsByRound);

    public double Bytes => Statistics.Median(BytesByRound);

    /// <summary>How many times as much the other costs: the median of the rounds, each compared with its neighbour in time.</summary>
    public double TimesCheaperThan(Cost other) =>
        Statistics.Median([.. NsByRound.Zip(other.NsByRound, (mine, theirs) => theirs / mine)]);
}

/// <summary>Runs variants in turn, round by round, on this thread, after each has run long enough for the last tier of code.</summary>
internal static class Rounds
{
    /// <summary>So often code is called before it is made anew with what was learnt; the compiler waits 100 ms for calm.</summary>
    private const int CallsToSettle = 200;

    public static Cost[] Compare(Effort effort, params Variant[] variants)
    {
        var number = 0;
        var repeats = variants.Select(variant => Settle(variant, effort, ref number)).ToArray();
        var ns = variants.Select(_ => new List<double>()).ToArray();
        var bytes = variants.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < effort.Rounds; round++)
        {
            for (var i = 0; i < variants.Length; i++)
            {
                var (cost, garbage) = Run(variants[i], repeats[i], ref number);
                ns[i].Add(cost);
                bytes[i].Add(garbage);
            }
        }
        return [.. variants.Select((variant, i) => new Cost(variant.Name, ns[i], bytes[i]))];
    }

    private static int Settle(Variant variant, Effort effort, ref int number)
    {
        var (begun, calls) = (CpuClock.ThreadNs, 0);
        while (CpuClock.ThreadNs - begun < effort.WarmUp.TotalNanoseconds || calls < CallsToSettle)
        {
            variant.Work(number++);
            calls++;
            if (calls >= CallsToSettle && CpuClock.ThreadNs - begun > effort.WarmUp.TotalNanoseconds * 4)
                break;
        }
        var last = CpuClock.ThreadNs;
        for (var i = 0; i < 5; i++)
            variant.Work(number++);
        var once = (CpuClock.ThreadNs - last) / 5;
        return Math.Max(1, (int)(effort.Round.TotalNanoseconds / once));
    }

    private static (double Ns, double Bytes) Run(Variant variant, int repeats, ref int number)
    {
        // What the variant before left behind is not this one's cost.
        GC.Collect(2, GCCollectionMode.Forced, blocking: true);
        var (operations, garbage, begun) = (0L, GC.GetAllocatedBytesForCurrentThread(), CpuClock.ThreadNs);
        for (var i = 0; i < repeats; i++)
            operations += variant.Work(number++);
        var ns = CpuClock.ThreadNs - begun;
        return (ns / operations, (GC.GetAllocatedBytesForCurrentThread() - garbage) / (double)operations);
    }
}
