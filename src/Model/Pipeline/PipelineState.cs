namespace Strikeboard.Model;

public enum PipelineState
{
    Stopped,
    Starting,
    Running,
    Paused,
    Stopping,
}
