using Strikeboard.Model;

namespace Strikeboard.Engine.Pipeline;

/// <summary>Either the snapshot with the step's output added, or the reason why there is none.</summary>
public sealed record StepResult
{
    public SymbolSnapshot? Snapshot { get; private init; }
    public StepError? Error { get; private init; }

    public static StepResult Made(SymbolSnapshot snapshot) => new() { Snapshot = snapshot };

    public static StepResult Failed(string code, string message) => new() { Error = new StepError(code, message) };
}
