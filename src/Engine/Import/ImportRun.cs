using Microsoft.Extensions.DependencyInjection;
using Strikeboard.Data;
using Strikeboard.Engine.Commands;
using Strikeboard.Engine.Live;
using Strikeboard.Model;

namespace Strikeboard.Engine.Import;

/// <summary>
/// Imports old files into the database behind a connection string, through the command desk as every change: whether the
/// system runs beside it or not makes no difference.
/// </summary>
public sealed class ImportRun : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public ImportRun(Mode mode, string connectionString, ImportOptions options, ImportWatch watch, TimeProvider time) =>
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(time)
            .AddData(
                new DataOptions
                {
                    ConnectionString = connectionString,
                    Mode = mode,
                    Node = "import",
                }
            )
            .AddSingleton(options)
            .AddSingleton(watch)
            .AddSingleton<Facts>()
            .AddSingleton<LiveBoard>()
            .AddSingleton<PriceStaging>()
            .AddSingleton<ICommandHandler, ImportPricesHandler>()
            .AddSingleton<ICommandDesk, CommandDesk>()
            .BuildServiceProvider();

    public Task<CommandOutcome> ImportAsync(string file, CancellationToken cancellationToken) =>
        _services
            .GetRequiredService<ICommandDesk>()
            .ExecuteAsync(new ImportPrices(file), new CommandContext(Actor.Console), cancellationToken);

    /// <summary>Reads and judges, and touches no database. Null: the file can be used; else why not.</summary>
    public static async Task<(long Good, string? Fault)> LookAsync(
        string file,
        ImportOptions options,
        ImportWatch watch,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var good = 0L;
        try
        {
            await using var content = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
            watch.Begin(content.Length);
            var old = OldFiles.Recognise(file, content, options, time);
            await foreach (var _ in old.ReadAsync(content, watch, cancellationToken))
                good++;
            return (good, null);
        }
        catch (Exception exception) when (exception is OldFileException or IOException or UnauthorizedAccessException)
        {
            return (good, exception.Message);
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
