using System.Collections.Immutable;

namespace Strikeboard.Engine.Outputs;

/// <summary>What has become of the files so far; reading it costs nothing.</summary>
public interface IOutputReader
{
    OutputReport Current { get; }
}

/// <param name="Enabled">False: no file is written, by configuration.</param>
/// <param name="SkippedCycles">Cycles that a newer one overtook before they were written.</param>
public sealed record OutputReport(
    bool Enabled,
    string Folder,
    long SkippedCycles,
    ImmutableArray<OutputFormatReport> Formats
);

/// <param name="Ms">What the last whole write took.</param>
/// <param name="Error">Why the last write did not come about; null when it did.</param>
public sealed record OutputFormatReport(
    string Name,
    bool On,
    long Writes,
    long Failures,
    DateTimeOffset? WrittenAt,
    long? CycleId,
    double? Ms,
    string? Error,
    DateTimeOffset? FailingSince,
    ImmutableArray<OutputFileReport> Files
)
{
    public static OutputFormatReport NotYet(string name, bool on) =>
        new(name, on, 0, 0, null, null, null, null, null, []);
}

public sealed record OutputFileReport(string Path, DateTimeOffset WrittenAt, long CycleId, long Bytes);
