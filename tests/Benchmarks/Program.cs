using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Strikeboard.Benchmarks;
using Strikeboard.Benchmarks.Bars;
using Strikeboard.Benchmarks.Growth;
using Strikeboard.Benchmarks.Inputs;
using Strikeboard.Benchmarks.Measuring;
using Strikeboard.Benchmarks.Reporting;
using Strikeboard.Benchmarks.Viewers;

if (TickerSource.IsAskedFor(args))
    return await TickerSource.ServeAsync(args);
if (StockPages.IsAskedFor(args))
    return await StockPages.ServeAsync(args);
if (Options.Read(args) is not { } options)
{
    await Console.Error.WriteLineAsync(Options.Usage);
    return 2;
}

using var stop = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, StopCleanly);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, StopCleanly);

// A bar is a class and a line here.
IBar[] bars =
[
    new DecodeBar(),
    new WireBar(),
    new ColumnsBar(),
    new CycleBar(),
    new BeatBar(),
    new StoreBar(),
    new OrdersBar(),
    new CoordinationBar(),
    new SymbolsLaw(),
    new StrikesLaw(),
    new TickRateLaw(),
    new CircuitsBar(),
    new RestartBar(),
];
Console.WriteLine(
    string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} cores, .NET {Environment.Version}, vectors of {(Vector512.IsHardwareAccelerated ? 512 : 256)} bits{(options.IsQuick ? ", quick: not to be quoted" : "")}"
    )
);
var table = new Table(Console.Out);
table.Head();
foreach (var bar in bars.Where(bar => options.Wants(bar.Name)))
{
    var load = new OtherLoad();
    try
    {
        await foreach (var row in bar.MeasureAsync(Effort.Of(options), stop.Token))
            table.Add(row);
    }
    catch (Exception) when (stop.IsCancellationRequested)
    {
        // What was measured so far is still worth its file.
        table.Fault(bar.Name, "broken off");
        break;
    }
    catch (Exception fault)
    {
        // One bar that cannot be measured here must not cost the others.
        table.Fault(bar.Name, fault.Message);
    }
    table.Load(bar.Name, load.Cores());
}
if (options.Json is { } file)
    await table.WriteAsync(file, CancellationToken.None);
return table.IsWhole ? 0 : 1;

void StopCleanly(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}
