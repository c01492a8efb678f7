using System.Text;

namespace Strikeboard.Fuzz;

/// <summary>
/// Damages frames from a seed and holds each decoder against its slow reading: no exception, no wrong value, no frame that
/// takes long, none that takes memory out of proportion. The same seed gives the same frames.
/// </summary>
public sealed class FuzzLoop(IReadOnlyList<IFuzzTarget> targets, Corpus corpus, int seed, TimeProvider clock)
{
    private const int MostFindings = 20;
    private const long MostBytesFlat = 64 * 1024;
    private const long MostBytesPerByte = 200;

    /// <summary>A thousand times what a frame takes; a machine that pauses is asked again before it is believed.</summary>
    private static readonly TimeSpan LongestFrame = TimeSpan.FromMilliseconds(100);

    private readonly FuzzReport _report = new() { Seed = seed };

    public FuzzReport Run(long frames, CancellationToken cancellationToken)
    {
        var lanes = targets.Select(t => new Lane(t, corpus.Of(t.Name), Counts(t.Name))).ToArray();
        foreach (var lane in lanes)
            Undamaged(lane);
        var random = new Random(seed);
        var mutator = new Mutator(random);
        var begun = clock.GetTimestamp();
        for (var done = 0L; done < frames && !cancellationToken.IsCancellationRequested; done++)
        {
            var lane = lanes[random.Next(lanes.Length)];
            Take(lane, mutator.Next(lane.Frames));
            if (_report.Findings.Count >= MostFindings)
                break;
        }
        _report.Took = clock.GetElapsedTime(begun);
        return _report;
    }

    /// <summary>What the venues really send must be accepted: refusing everything would be safe and useless.</summary>
    private void Undamaged(Lane lane)
    {
        if (lane.Frames.Count == 0)
            _report.Find(lane.Target.Name, "no frame in the corpus", []);
        foreach (var frame in lane.Frames)
        {
            if (!lane.Target.Decode(frame))
                _report.Find(lane.Target.Name, "a frame of the venue is refused", frame);
            else if (lane.Target.Disagreement(frame) is { } wrong)
                _report.Wrong(lane.Target.Name, wrong, frame);
        }
    }

    private void Take(Lane lane, byte[] frame)
    {
        lane.Counts.Frames++;
        try
        {
            var accepted = Decode(lane, frame);
            if (!accepted)
            {
                lane.Counts.Refused++;
                return;
            }
            lane.Counts.Accepted++;
            if (lane.Target.Disagreement(frame) is { } wrong)
                _report.Wrong(lane.Target.Name, wrong, frame);
        }
        catch (Exception fault)
        {
            _report.Find(lane.Target.Name, $"{fault.GetType().Name}: {fault.Message}", frame);
        }
    }

    private bool Decode(Lane lane, byte[] frame)
    {
        var memory = GC.GetAllocatedBytesForCurrentThread();
        var begun = clock.GetTimestamp();
        var accepted = lane.Target.Decode(frame);
        var took = clock.GetElapsedTime(begun);
        memory = GC.GetAllocatedBytesForCurrentThread() - memory;
        if (memory > MostBytesFlat + (MostBytesPerByte * frame.Length))
            _report.Find(lane.Target.Name, $"{memory} bytes of memory for {frame.Length} of frame", frame);
        if (took > lane.Counts.Slowest)
            Slower(lane, frame, took);
        return accepted;
    }

    private void Slower(Lane lane, byte[] frame, TimeSpan took)
    {
        for (var again = 0; again < 3; again++)
        {
            var begun = clock.GetTimestamp();
            lane.Target.Decode(frame);
            var second = clock.GetElapsedTime(begun);
            took = second < took ? second : took;
        }
        if (took <= lane.Counts.Slowest)
            return;
        (lane.Counts.Slowest, lane.Counts.SlowestBytes) = (took, frame.Length);
        if (took > LongestFrame)
            _report.Find(lane.Target.Name, $"a frame that takes {took.TotalMilliseconds:0} ms", frame);
    }

    private FuzzCounts Counts(string name)
    {
        var counts = new FuzzCounts(name);
        _report.Targets.Add(counts);
        return counts;
    }

    private sealed record Lane(IFuzzTarget Target, List<byte[]> Frames, FuzzCounts Counts);
}
