using Microsoft.Extensions.Logging.Console;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace Strikeboard.Web.Hosting;

/// <summary>Everything goes to files, a line of JSON each, so that no logged text can forge a line; the console only hears of trouble.</summary>
internal static class FileLogging
{
    private const long LargestFile = 50 * 1024 * 1024;
    private const int FilesKept = 20;

    public static ILoggerFactory OpenFactory(string folder) =>
        LoggerFactory.Create(logging => Configure(logging, folder));

    public static void Configure(ILoggingBuilder logging, string folder)
    {
        var file = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("System", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
            .MinimumLevel.Override("Npgsql", LogEventLevel.Warning)
            .MinimumLevel.Override("Quartz", LogEventLevel.Warning)
            .WriteTo.File(
                new JsonFormatter(renderMessage: true),
                Path.Combine(folder, "strikeboard-.log"),
                rollingInterval: RollingInterval.Day,
                fileSizeLimitBytes: LargestFile,
                rollOnFileSizeLimit: true,
                retainedFileCountLimit: FilesKept,
                shared: true
            )
            .CreateLogger();
        logging.ClearProviders();
        logging.AddSerilog(file, dispose: true);
        logging.AddSimpleConsole(options => options.SingleLine = true);
        logging.AddFilter<ConsoleLoggerProvider>(null, LogLevel.Warning);
        // The key ring lies in a folder that only its owner may enter; the file log keeps the reminder.
        logging.AddFilter<ConsoleLoggerProvider>("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // After a crash it reports that its own earlier self is gone, which is what the start is there to mend.
        logging.AddFilter<ConsoleLoggerProvider>("Quartz.Impl.AdoJobStore", LogLevel.Error);
    }
}
