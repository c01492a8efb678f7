namespace Strikeboard.Engine.Pipeline;

/// <summary>Where a cycle takes its inputs from: the live feeds, or a recording.</summary>
public interface IInputSource
{
    CycleInputs Capture(long cycleId, long generation, DateTimeOffset dueAt, DateTimeOffset now, int missedBefore);
}
