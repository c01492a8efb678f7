using System.Collections.Concurrent;
using Strikeboard.Engine.Recording.Segments;

namespace Strikeboard.Engine.Recording;

/// <summary>Counts what the folder holds from the heads of the blocks; a file that has not grown is not looked at again.</summary>
internal sealed class Recordings(RecordingFolder? folder) : IRecordings
{
    private readonly ConcurrentDictionary<string, Counted> _counted = new(StringComparer.Ordinal);

    public IReadOnlyList<RecordedHour> List()
    {
        if (folder is null)
            return [];
        var parts = folder.Parts();
        foreach (var gone in _counted.Keys.Except(parts.Select(part => part.File), StringComparer.Ordinal))
            _counted.TryRemove(gone, out _);
        return
        [
            .. parts
                .GroupBy(part => part.Hour)
                .Select(hour => Hour(hour.Key, [.. hour.Select(Count)]))
                .OrderByDescending(hour => hour.Hour),
        ];
    }

    private static RecordedHour Hour(DateTimeOffset hour, IReadOnlyList<Counted> parts)
    {
        var withCycles = parts.Where(part => part.Cycles > 0).ToList();
        var cycles = withCycles.Sum(part => part.Cycles);
        var first = withCycles.Count == 0 ? 0 : withCycles.Min(part => part.FirstDue);
        var last = withCycles.Count == 0 ? 0 : withCycles.Max(part => part.LastDue);
        return new RecordedHour(
            hour,
            parts.Count,
            parts.Sum(part => part.Bytes),
            cycles,
            withCycles.Count == 0 ? 0 : Math.Max(0, last - first + 1 - cycles),
            parts.Sum(part => part.Lost),
            parts.Sum(part => part.Bytes - part.GoodBytes),
            withCycles.Count == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(first),
            withCycles.Count == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(last)
        );
    }

    private Counted Count(RecordedPart part)
    {
        if (_counted.TryGetValue(part.File, out var known) && known.Bytes == part.Bytes)
            return known;
        try
        {
            return _counted[part.File] = Look(part);
        }
        catch (IOException)
        {
            // Removed since the folder was listed.
            return new Counted(part.Bytes, part.Bytes, 0, 0, 0, 0);
        }
    }

    private static Counted Look(RecordedPart part)
    {
        using var reader = new SegmentReader(part.File);
        var last = default(BlockHead);
        while (reader.Hop() is { } head)
            last = head;
        return new Counted(part.Bytes, reader.GoodBytes, last.Cycles, reader.Lost, last.FirstDue, last.LastDue);
    }

    private sealed record Counted(long Bytes, long GoodBytes, long Cycles, long Lost, long FirstDue, long LastDue);
}
