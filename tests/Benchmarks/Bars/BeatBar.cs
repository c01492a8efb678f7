using System.Globalization;
using System.Runtime.CompilerServices;
using Strikeboard.Benchmarks.Inputs;
using Strikeboard.Benchmarks.Measuring;
using Strikeboard.Benchmarks.Reporting;

namespace Strikeboard.Benchmarks.Bars;

/// <summary>The real thing: the whole app, 100 symbols of 80 strikes, a second after another, beside its database and exchanges.</summary>
internal sealed class BeatBar : IBar
{
    private const int Symbols = 100;
    private static readonly TimeSpan SettleDown = TimeSpan.FromSeconds(20);

    public string Name => "4 beat";

    public async IAsyncEnumerable<Row> MeasureAsync(
        Effort effort,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var desk = await RunningDesk.StartAsync(new DeskPlan(Symbols), cancellationToken);
        await Task.Delay(SettleDown, TimeProvider.System, cancellationToken);
        var (since, cpu, from) = (
            TimeProvider.System.GetUtcNow(),
            desk.App.CpuSeconds,
            TimeProvider.System.GetTimestamp()
        );
        await Task.Delay(TimeSpan.FromMinutes(effort.BeatMinutes), TimeProvider.System, cancellationToken);
        var seconds = TimeProvider.System.GetElapsedTime(from).TotalSeconds;
        var share = (desk.App.CpuSeconds - cpu) / seconds;
        // The newest second may still be on its way into the log.
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, cancellationToken);
        var cycles = await desk.CyclesAsync(since, cancellationToken);

        var late = cycles.Select(cycle => cycle.Late).ToList();
        yield return Row.Less(
            Name,
            $"beat late, p99 of {cycles.Count} : 50 ms",
            Figures.Ns(Statistics.Quantile(late, 0.99) * 1e6),
            "50 ms",
            Statistics.Quantile(late, 0.99),
            50
        );
        var missed = cycles.Sum(cycle => cycle.MissedBefore);
        yield return Row.Law(Name, "beats missed : none", $"{missed}", "0", missed, 0);
        var drift =
            Statistics.Median([.. late.TakeLast(late.Count / 4)]) - Statistics.Median([.. late.Take(late.Count / 4)]);
        yield return Row.Law(Name, "lateness of the last quarter less the first, ms : 5", Number(drift), "5", drift, 5);
        yield return Row.Less(
            Name,
            "cycle of the running app, p99 : 1 ms",
            Figures.Ns(Statistics.Quantile([.. cycles.Select(cycle => cycle.Ms)], 0.99) * 1e6),
            "1 ms",
            Statistics.Quantile([.. cycles.Select(cycle => cycle.Ms)], 0.99),
            1
        );
        var failed = cycles.Count(cycle => !cycle.Succeeded);
        yield return Row.Law(Name, "cycles that failed : none", $"{failed}", "0", failed, 0);
        yield return Row.Less(Name, "the app's share of one core : one of two", Number(share), "1", share, 1);
    }

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
