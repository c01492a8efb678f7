using System.Collections.Immutable;
using Strikeboard.Model;

namespace Strikeboard.Engine.Outputs;

/// <summary>One format with its record: writes a cycle's files and keeps what became of them.</summary>
internal sealed class FormatDesk(IOutputFormat format, bool on, string folder, OutputPaths paths, TimeProvider time)
{
    private OutputFormatReport _report = OutputFormatReport.NotYet(format.Name, on);

    public OutputFormatReport Report => Volatile.Read(ref _report);

    /// <summary>Null, or why not every file was written; those before the trouble are.</summary>
    public string? Write(CycleSnapshot cycle, CancellationToken cancellationToken)
    {
        var before = _report;
        var began = time.GetTimestamp();
        var files = before.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        string? error = null;
        try
        {
            foreach (var file in format.Files(cycle))
            {
                cancellationToken.ThrowIfCancellationRequested();
                WholeFile.Write(paths.Claim(folder, file.Path, format.Name), file.Content.Span);
                files[file.Path] = new OutputFileReport(file.Path, time.GetUtcNow(), cycle.Id, file.Content.Length);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A full disk, a folder without rights, a fault in the format: named, and tried again with the next cycle.
            error = exception.Message;
        }
        var now = time.GetUtcNow();
        var after = before with
        {
            Files = [.. files.Values.OrderBy(file => file.Path, StringComparer.Ordinal)],
            Error = error,
            FailingSince = error is null ? null : before.FailingSince ?? now,
        };
        Volatile.Write(
            ref _report,
            error is null
                ? after with
                {
                    Writes = before.Writes + 1,
                    WrittenAt = now,
                    CycleId = cycle.Id,
                    Ms = time.GetElapsedTime(began).TotalMilliseconds,
                }
                : after with
                {
                    Failures = before.Failures + 1,
                }
        );
        return error;
    }
}

/// <summary>Each file belongs to the format that wrote it first: two that take turns would show a reader now one, now the other.</summary>
internal sealed class OutputPaths
{
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);

    public string Claim(string folder, string path, string format)
    {
        var full =
            WholeFile.Below(folder, path)
            ?? throw new InvalidOperationException($"'{path}' is not a path below the exports folder.");
        if (_owners.TryAdd(full, format) || _owners[full] == format)
            return full;
        throw new InvalidOperationException($"'{path}' is written by the format {_owners[full]} already.");
    }
}
