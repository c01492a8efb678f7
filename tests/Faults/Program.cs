using System.Runtime.InteropServices;
using Strikeboard.Faults;
using Strikeboard.Faults.Seeds;

if (Options.Read(args) is not { } options)
{
    await Console.Error.WriteLineAsync(Options.Usage);
    return 2;
}

using var stop = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, StopCleanly);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, StopCleanly);
var report = new Report(Console.Out);
try
{
    if (options.Seeds > 0)
        new SeedCampaign(report, TimeProvider.System).Run(options.Seed, options.Seeds, stop.Token);
    else
        await new Campaign(options, report, TimeProvider.System).RunAsync(stop.Token);
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    report.Say("Broken off.");
}
report.Print();
return report.IsSound ? 0 : 1;

void StopCleanly(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}
