using Strikeboard.Engine.Pipeline;

namespace Strikeboard.Engine.Recording;

/// <summary>Lets the recorder see what the live inputs captured.</summary>
internal sealed class RecordingInputs(LiveInputs live, Recorder recorder) : IInputSource
{
    public CycleInputs Capture(
        long cycleId,
        long generation,
        DateTimeOffset dueAt,
        DateTimeOffset now,
        int missedBefore
    )
    {
        recorder.BeforeCapture(now);
        var inputs = live.Capture(cycleId, generation, dueAt, now, missedBefore);
        recorder.Captured(inputs);
        return inputs;
    }
}
