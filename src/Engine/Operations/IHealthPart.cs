using Strikeboard.Engine.Live;

namespace Strikeboard.Engine.Operations;

/// <summary>A part of the system that answers for itself in the health report: one class and one registration line.</summary>
public interface IHealthPart
{
    /// <summary>What to say of it now. Called once a second: it reads memory and waits for nothing.</summary>
    IEnumerable<HealthCheck> Look(DateTimeOffset now);
}
