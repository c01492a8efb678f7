using System.Globalization;
using Strikeboard.Engine.Bootstrap;
using Strikeboard.Engine.Import;
using Strikeboard.Model;

namespace Strikeboard.Web.Hosting;

/// <summary>
/// <c>import FILE… [--symbol BTC] [--zone America/New_York] [--dry-run]</c>: brings files of the system before this one into
/// the price log, whether the system runs meanwhile or not.
/// </summary>
internal static class ImportVerb
{
    public const string Name = "import";

    public static async Task<int> RunAsync(string[] arguments, Announcer said, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var (asked, fault) = ImportArguments.Read(arguments);
        if (asked is null)
        {
            said.Say(fault);
            return ExitCodes.InvalidSettings;
        }
        var configuration = new ConfigurationBuilder();
        DeskConfiguration.Fill(configuration, Environments.Production, asked.Settings);
        var (settings, refusal) = SettingsReader.Read(configuration.Build(), Environments.Production, _ => null);
        if (settings is null)
            return said.Refuse(refusal!);
        if (settings.Home.Create() is { } unusable)
            return said.Refuse(new StartRefusal(ExitCodes.InvalidSettings, unusable));
        var options = new ImportOptions
        {
            Symbol = asked.Symbol,
            Zone = asked.Zone,
            Known = [.. settings.Symbols.Select(symbol => new Symbol(symbol.Name))],
            NotBefore = settings.Retention.PriceLogDays is > 0 and var days
                ? new DateTimeOffset(time.GetUtcNow().UtcDateTime.Date.AddDays(-days), TimeSpan.Zero)
                : null,
        };
        try
        {
            return asked.DryRun
                ? await LookAsync(asked.Files, options, settings.Home, said, time, cancellationToken)
                : await ImportAsync(asked.Files, options, settings, said, time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            said.Say("Broken off. Of the file under way nothing was kept; the ones before it are in.");
            return ExitCodes.Failed;
        }
    }

    private static async Task<int> LookAsync(
        IReadOnlyList<string> files,
        ImportOptions options,
        HomeFolder home,
        Announcer said,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var code = ExitCodes.Good;
        foreach (var file in files)
        {
            using var refused = new RefusedRowsFile(home.Logs, file);
            var watch = new ImportWatch(new Lines(file, said), refused.Add, time);
            var (good, fault) = await ImportRun.LookAsync(file, options, watch, time, cancellationToken);
            said.Say(
                fault is null
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"{file}: dry run, {good} prices are good, {watch.Refused} rows refused; nothing was kept."
                    )
                    : $"{file}: not usable: {fault}."
            );
            TellMore(watch, refused, said);
            if (fault is not null)
                code = ExitCodes.Failed;
        }
        return code;
    }

    private static async Task<int> ImportAsync(
        IReadOnlyList<string> files,
        ImportOptions options,
        StartSettings settings,
        Announcer said,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        using var loggers = FileLogging.OpenFactory(settings.Home.Logs);
        var (memory, refusal) = await Memory.StartAsync(
            settings.ToMemory($"{Environment.MachineName}/import"),
            time,
            loggers,
            said,
            cancellationToken
        );
        if (memory is null)
            return said.Refuse(new StartRefusal(ExitCodes.Failed, refusal!.Message));
        await using var underneath = memory;
        var code = ExitCodes.Good;
        foreach (var file in files)
        {
            using var refused = new RefusedRowsFile(settings.Home.Logs, file);
            var watch = new ImportWatch(new Lines(file, said), refused.Add, time);
            await using var run = new ImportRun(settings.Mode, memory.ConnectionString, options, watch, time);
            var outcome = await run.ImportAsync(file, cancellationToken);
            said.Say(outcome.Accepted ? $"{file}: {outcome.Message}" : $"{file}: not imported: {outcome.Message}.");
            TellMore(watch, refused, said);
            if (!outcome.Accepted)
                code = ExitCodes.Failed;
        }
        return code;
    }

    private static void TellMore(ImportWatch watch, RefusedRowsFile refused, Announcer said)
    {
        foreach (var note in watch.Notes)
            said.Say($"  {note}");
        foreach (var row in watch.First)
            said.Say(string.Create(CultureInfo.InvariantCulture, $"  line {row.Line}: {row.Reason}: {row.Shown}"));
        if (watch.Refused > watch.First.Count)
        {
            foreach (var (reason, count) in watch.Reasons.OrderByDescending(reason => reason.Value))
                said.Say(string.Create(CultureInfo.InvariantCulture, $"  {count} × {reason}"));
        }
        if (refused.Path is { } path)
            said.Say($"  every refused row: {path}");
    }

    /// <summary>A line a second, so that a long import is seen to move.</summary>
    private sealed class Lines(string file, Announcer said) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) =>
            said.Say(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {System.IO.Path.GetFileName(file)}: {value.What}, {value.Read} rows, {value.Refused} refused, {100 * value.Share:0} % of the file"
                )
            );
    }
}
