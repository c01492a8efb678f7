using System.Globalization;
using System.Runtime.CompilerServices;
using Strikeboard.Benchmarks.Inputs;
using Strikeboard.Benchmarks.Measuring;
using Strikeboard.Benchmarks.Reporting;
using Strikeboard.Benchmarks.Viewers;
using Strikeboard.Faults.Rig;

namespace Strikeboard.Benchmarks.Bars;

/// <summary>Bar 11: viewers of the real strike table, app and database and exchanges on one core, against the framework's own pages.</summary>
internal sealed class CircuitsBar : IBar
{
    private const int Many = 200;
    private const int Few = 50;
    private const string StrikesPage = "/strikes/btc";

    public string Name => "11 circuits";

    public async IAsyncEnumerable<Row> MeasureAsync(
        Effort effort,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var length = TimeSpan.FromSeconds(effort.IsQuick ? 10 : 30);
        CrowdFigures hello,
            shell,
            table;
        using (var stock = await StockProcess.StartAsync(cancellationToken))
            hello = await StockAsync(stock, StockPages.Hello);
        using (var stock = await StockProcess.StartAsync(cancellationToken))
        {
            shell = await StockAsync(stock, StockPages.Shell);
            table = await StockAsync(stock, StockPages.Table);
        }
        await using var desk = await RunningDesk.StartAsync(new DeskPlan(Core: Crowd.Core), cancellationToken);
        var cookie = await BrowserSession.SignInAsync(desk.Site, cancellationToken);
        // The first crowd warms the page up and is the smaller one of the law; what the process does without viewers is not theirs.
        var idle = await IdleAsync(desk.App, length, cancellationToken);
        await DeskAsync(Few);
        var few = await DeskAsync(Few);
        var many = await DeskAsync(Many);

        yield return Row.Law(
            Name,
            $"{Many} viewers, one core: p99 tick to viewer (p50 {Ms(many.P50Ms)})",
            Ms(many.P99Ms),
            "250 ms",
            many.P99Ms / 250,
            1
        );
        yield return Row.Less(
            Name,
            "p99 against the stock table page",
            Ms(many.P99Ms),
            Ms(table.P99Ms),
            many.P99Ms / table.P99Ms,
            0.35
        );
        yield return Less(
            "CPU a viewer and second against the stock shell",
            Figures.Ns(Own(many) * 1e9),
            Figures.Ns(shell.CpuSeconds * 1e9),
            Own(many) / shell.CpuSeconds,
            1.5
        );
        yield return Row.Law(
            Name,
            $"batches a viewer and second, of {many.BatchBytes / 1000:0.0} kB : one",
            Number(many.Batches),
            Number(table.Batches),
            many.Batches,
            1.2
        );
        yield return Less(
            "memory a viewer against the hello page",
            Figures.Bytes(many.Bytes),
            Figures.Bytes(hello.Bytes),
            many.Bytes / hello.Bytes,
            1.3
        );
        yield return Row.Law(
            Name,
            $"CPU a viewer, {Many} against {Few}",
            Figures.Ns(Own(many) * 1e9),
            Figures.Ns(Own(few) * 1e9),
            Own(many) / Own(few),
            1.15
        );

        Row Less(string what, string ours, string other, double ratio, double target) =>
            Row.Less(Name, what, ours, other, ratio, target);

        double Own(CrowdFigures figures) => figures.CpuSeconds - (idle / figures.Viewers);

        async Task<CrowdFigures> StockAsync(StockProcess stock, string path) =>
            Sound(await Crowd.WatchAsync(stock.Server, stock.Site, path, null, Many, length, cancellationToken));

        async Task<CrowdFigures> DeskAsync(int viewers) =>
            Sound(await Crowd.WatchAsync(desk.App, desk.Site, StrikesPage, cookie, viewers, length, cancellationToken));
    }

    private static async Task<double> IdleAsync(Child server, TimeSpan length, CancellationToken cancellationToken)
    {
        var cpu = server.CpuSeconds;
        await Task.Delay(length, TimeProvider.System, cancellationToken);
        return (server.CpuSeconds - cpu) / length.TotalSeconds;
    }

    /// <summary>A crowd that lost somebody measured something else.</summary>
    private static CrowdFigures Sound(CrowdFigures figures) =>
        figures.Fault is { } fault ? throw new InvalidOperationException($"a viewer was lost: {fault}") : figures;

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Ms(double ms) => string.Create(CultureInfo.InvariantCulture, $"{ms:0} ms");
}
