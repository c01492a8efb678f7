using System.Globalization;
using System.Runtime.InteropServices;
using Strikeboard.Simulator;

if (!CommandLine.TryRead(args, out var options, out var fault))
{
    await Console.Error.WriteLineAsync(fault);
    await Console.Error.WriteLineAsync(
        "Usage: dotnet run --project src/Simulator -- [--port 8090] [--seed 1] [--keys FOLDER] [--ledger FILE] [--symbol SOL:SOL-USD:KXSOLD,KXSOL]"
    );
    return 2;
}

var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var loggers = LoggerFactory.Create(l => l.AddSimpleConsole().AddFilter("Microsoft", LogLevel.Warning));
try
{
    await using var simulator = await SimulatedExchanges.StartAsync(
        options,
        TimeProvider.System,
        loggers,
        CancellationToken.None
    );
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"Simulated exchanges: Kalshi {simulator.KalshiRestUrl} and {simulator.KalshiStreamUrl}, Coinbase {simulator.CoinbaseRestUrl} and {simulator.CoinbaseStreamUrl}, control {simulator.BaseUrl}sim/status, keys in {options.KalshiKeyFolder}"
        )
    );
    await stop.Task;
    return 0;
}
catch (IOException e) when (e is not FileNotFoundException)
{
    await Console.Error.WriteLineAsync($"The simulator could not start: {e.Message}");
    return 1;
}

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.TrySetResult();
}
