using System.Globalization;
using System.Runtime.CompilerServices;
using Strikeboard.Benchmarks.Inputs;
using Strikeboard.Benchmarks.Measuring;
using Strikeboard.Benchmarks.Reporting;
using Strikeboard.Benchmarks.Viewers;
using Strikeboard.Faults.Rig;

namespace Strikeboard.Benchmarks.Bars;

/// <summary>Bar 12: from a kill to the first fresh cycle, against the start of a bare page; and what the first minute costs against later ones.</summary>
internal sealed class RestartBar : IBar
{
    public string Name => "12 restart";

    public async IAsyncEnumerable<Row> MeasureAsync(
        Effort effort,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var rounds = effort.IsQuick ? 2 : 5;
        var (bare, ours) = (new List<double>(), new List<double>());
        await using var desk = await RunningDesk.StartAsync(new DeskPlan(Core: Crowd.Core), cancellationToken);
        for (var round = 0; round < rounds; round++)
        {
            using (var stock = await StockProcess.StartAsync(cancellationToken))
                bare.Add(stock.StartSeconds);
            ours.Add(await desk.KillAndRestartAsync(cancellationToken));
        }
        var (again, start) = (Statistics.Median(ours), Statistics.Median(bare));
        yield return Row.Less(Name, "killed to first fresh cycle", Seconds(again), Seconds(start), again / start, 2.5);

        var minute = TimeSpan.FromSeconds(effort.IsQuick ? 10 : 60);
        var first = await UsedAsync(desk.App, minute, cancellationToken);
        await Task.Delay(minute, TimeProvider.System, cancellationToken);
        var later = await UsedAsync(desk.App, minute, cancellationToken);
        yield return Row.Less(
            Name,
            "CPU of the first minute against the third",
            Figures.Ns(first * 1e9),
            Figures.Ns(later * 1e9),
            first / later,
            1.5
        );
    }

    private static async Task<double> UsedAsync(Child server, TimeSpan length, CancellationToken cancellationToken)
    {
        var cpu = server.CpuSeconds;
        await Task.Delay(length, TimeProvider.System, cancellationToken);
        return (server.CpuSeconds - cpu) / length.TotalSeconds;
    }

    private static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.00} s");
}
