using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Recording.Codec;
using Strikeboard.Engine.Recording.Replaying;
using Strikeboard.Engine.Recording.Segments;

namespace Strikeboard.Engine.Recording;

/// <summary>
/// Runs recorded cycles again, with this program's steps and the settings of then or of today, and holds what comes out
/// against what was published then. Needs nothing but the files: no database, no venue, no running process.
/// </summary>
public sealed class Replayer(RecordingFolder folder, PipelineOptions today, TimeProvider time)
{
    public ReplayReport Run(
        ReplayRequest request,
        IProgress<ReplayProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var began = time.GetTimestamp();
        var tally = new ReplayTally(progress);
        foreach (var part in folder.Parts().Where(part => IsAskedFor(part, request)))
        {
            tally.Parts++;
            Replay(part, request, tally, cancellationToken);
        }
        return tally.Report(time.GetElapsedTime(began));
    }

    private static bool IsAskedFor(RecordedPart part, ReplayRequest request) =>
        (request.From is not { } from || part.Hour + TimeSpan.FromHours(1) > from)
        && (request.To is not { } to || part.Hour < to);

    private void Replay(
        RecordedPart part,
        ReplayRequest request,
        ReplayTally tally,
        CancellationToken cancellationToken
    )
    {
        using var segment = new SegmentReader(part.File);
        var entries = new EntryReader();
        PartReplay? replay = null;
        try
        {
            while (segment.Next() is { } block)
            {
                foreach (var entry in entries.Read(block))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (entry is PartStarted started)
                        replay = new PartReplay(started, today, request, tally, time);
                    else if (replay is null)
                        throw new TapeDamage("it does not begin with its recorder");
                    else
                        replay.Take(entry);
                }
            }
        }
        catch (TapeDamage damage)
        {
            segment.Damaged(damage);
        }
        Tell(part, segment, tally);
    }

    private static void Tell(RecordedPart part, SegmentReader segment, ReplayTally tally)
    {
        var name = Path.GetFileName(part.File);
        if (segment.Lost > 0)
            tally.Note($"{name}: {segment.Lost} entries were lost before it began.");
        if (segment.End == SegmentEnd.Clean)
            return;
        tally.IsDamaged |= segment.End == SegmentEnd.Damaged;
        tally.Note($"{name}: {segment.Trouble}; read up to byte {segment.GoodBytes} of {part.Bytes}.");
    }
}
