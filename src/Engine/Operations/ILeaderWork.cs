namespace Strikeboard.Engine.Operations;

/// <summary>Work that only the leading node does: one class and one registration line.</summary>
public interface ILeaderWork
{
    /// <summary>Runs until cancelled; cancelled means that another node may lead by now.</summary>
    Task RunAsync(long epoch, CancellationToken leading);
}
