using Strikeboard.Model;

namespace Strikeboard.Engine.Pipeline;

/// <summary>
/// One step of a cycle: a function of what was captured at the cycle's start and of what earlier steps made from it. It reads
/// no clock, no socket and no database, so that a recorded hour replayed gives the same outputs.
/// </summary>
public interface IPipelineStep
{
    StepInfo Info { get; }

    StepResult Run(SymbolInputs inputs, SymbolSnapshot soFar);
}
