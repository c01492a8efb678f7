using System.Globalization;

namespace Strikeboard.Engine.Recording;

/// <summary>
/// The recordings of one mode: a file for each hour, "2026-11-21T13-001.tape", and a further one where the recording began
/// anew within the hour. A file is never written to again once it was closed, whoever closed it.
/// </summary>
public sealed class RecordingFolder(string path)
{
    private const string Extension = ".tape";
    private const string HourFormat = "yyyy-MM-dd'T'HH";

    public string Path => path;

    /// <summary>Oldest first. A folder that is not there has none.</summary>
    public IReadOnlyList<RecordedPart> Parts()
    {
        try
        {
            return
            [
                .. new DirectoryInfo(path)
                    .EnumerateFiles("*" + Extension)
                    .Select(PartOf)
                    .OfType<RecordedPart>()
                    .OrderBy(part => part.Hour)
                    .ThenBy(part => part.Number),
            ];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    /// <summary>"2026-11-21T13" is an hour in UTC.</summary>
    public static bool TryParseHour(string text, out DateTimeOffset hour) =>
        DateTimeOffset.TryParseExact(
            text,
            HourFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out hour
        );

    public static string NameOf(DateTimeOffset hour) => hour.ToString(HourFormat, CultureInfo.InvariantCulture);

    public static DateTimeOffset HourOf(DateTimeOffset time) =>
        new(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerHour, TimeSpan.Zero);

    /// <summary>The file for a part that begins now; the folder is made where it is not there.</summary>
    internal string NextFile(DateTimeOffset hour)
    {
        Directory.CreateDirectory(path);
        var last = Parts().Where(part => part.Hour == hour).Select(part => part.Number).DefaultIfEmpty().Max();
        return System.IO.Path.Combine(
            path,
            string.Create(CultureInfo.InvariantCulture, $"{NameOf(hour)}-{last + 1:000}{Extension}")
        );
    }

    /// <summary>
    /// Removes what is older than the options keep, then the oldest until the rest fits. The newest file stays: it may be
    /// open. Returns how many were removed.
    /// </summary>
    public int Trim(RecordingOptions options, DateTimeOffset now)
    {
        var parts = Parts();
        var bytes = parts.Sum(part => part.Bytes);
        var most = options.MaxMegabytes * 1024L * 1024L;
        var removed = 0;
        foreach (var part in parts.SkipLast(1))
        {
            var isOld = part.Hour + TimeSpan.FromHours(1) <= now - TimeSpan.FromHours(options.KeepHours);
            if (!isOld && bytes <= most)
                break;
            File.Delete(part.File);
            bytes -= part.Bytes;
            removed++;
        }
        return removed;
    }

    private static RecordedPart? PartOf(FileInfo file)
    {
        var name = System.IO.Path.GetFileNameWithoutExtension(file.Name);
        var dash = name.LastIndexOf('-');
        return
            dash > 0
            && TryParseHour(name[..dash], out var hour)
            && int.TryParse(name[(dash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new RecordedPart(hour, number, file.FullName, file.Length)
            : null;
    }
}

/// <summary>One file of a recording.</summary>
public sealed record RecordedPart(DateTimeOffset Hour, int Number, string File, long Bytes);
