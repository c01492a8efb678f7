using System.Runtime.InteropServices;
using Strikeboard.Engine;
using Strikeboard.Web;
using Strikeboard.Web.Access;
using Strikeboard.Web.Api;
using Strikeboard.Web.Hosting;
using Strikeboard.Web.Live;

using var stop = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, StopCleanly);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, StopCleanly);
var said = new Announcer(Console.Out, Console.Error);

// A verb speaks to the running process; without one this becomes the running process.
var line = CommandLine.Parse(args);
if (line.Verb is not null)
    return await ControlVerbs.RunAsync(line, said, stop.Token);

var builder = DeskConfiguration.CreateBuilder(line.Settings);
var (settings, fault) = SettingsReader.Read(
    builder.Configuration,
    builder.Environment.EnvironmentName,
    Environment.GetEnvironmentVariable
);
if (settings is null)
    return said.Refuse(fault!);

try
{
    var (ground, refusal) = await Ground.PrepareAsync(settings, said, TimeProvider.System, stop.Token);
    if (ground is null)
        return said.Refuse(refusal!);
    await using var underneath = ground;

    builder.ConfigureHost(ground);
    builder
        .Services.AddEngine(ground.Engine)
        .AddAccess(settings.Mode, ground.Home.Keys, settings.AdminPassword, settings.Access)
        .AddApi()
        .AddLive()
        .AddFace();

    await using var app = builder.Build();
    app.UseDoors();
    app.MapDoors();
    app.MapFace();
    return await app.RunToTheEndAsync(ground, said, stop.Token);
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return ExitCodes.Good;
}
catch (IOException exception)
{
    // Most often the port: somebody took it between our look and our start.
    return said.Refuse(new StartRefusal(ExitCodes.Failed, exception.Message));
}

void StopCleanly(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}
