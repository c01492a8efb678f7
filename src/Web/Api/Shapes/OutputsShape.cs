using Strikeboard.Engine.Outputs;

namespace Strikeboard.Web.Api.Shapes;

public sealed record OutputsShape(
    bool Enabled,
    string Folder,
    long SkippedCycles,
    IReadOnlyList<OutputFormatShape> Formats
)
{
    public static OutputsShape Of(OutputReport report, DateTimeOffset now) =>
        new(
            report.Enabled,
            report.Folder,
            report.SkippedCycles,
            [.. report.Formats.Select(format => OutputFormatShape.Of(format, now))]
        );
}

public sealed record OutputFormatShape(
    string Name,
    bool On,
    DateTimeOffset? WrittenAt,
    long? AgeMs,
    long? CycleId,
    double? Ms,
    long Writes,
    long Failures,
    string? Error,
    DateTimeOffset? FailingSince,
    IReadOnlyList<OutputFileShape> Files
)
{
    public static OutputFormatShape Of(OutputFormatReport format, DateTimeOffset now) =>
        new(
            format.Name,
            format.On,
            format.WrittenAt,
            Ages.Ms(now, format.WrittenAt),
            format.CycleId,
            format.Ms,
            format.Writes,
            format.Failures,
            format.Error,
            format.FailingSince,
            [
                .. format.Files.Select(file => new OutputFileShape(
                    file.Path,
                    file.WrittenAt,
                    Ages.Ms(now, file.WrittenAt),
                    file.CycleId,
                    file.Bytes
                )),
            ]
        );
}

public sealed record OutputFileShape(string Path, DateTimeOffset WrittenAt, long AgeMs, long CycleId, long Bytes);
