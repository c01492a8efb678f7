using Strikeboard.Fuzz;

if (Options.Read(args) is not { } options)
{
    Console.Error.WriteLine(Options.Usage);
    return 2;
}
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
if (options.Record is { } file)
    return await Recorder.RunAsync(file, Console.Out, stop.Token);
var report = new FuzzLoop(FuzzTargets.All(), Corpus.Read(), options.Seed, TimeProvider.System).Run(
    options.Frames,
    stop.Token
);
report.Write(Console.Out);
return report.Findings.Count == 0 ? 0 : 1;
