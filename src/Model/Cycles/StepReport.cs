namespace Strikeboard.Model;

/// <summary>How one step went for one symbol in one cycle.</summary>
/// <param name="Error">A code and a sentence naming the trouble; null when it succeeded.</param>
public sealed record StepReport(string Name, StepOutcome Outcome, [property: Measured] double Ms, StepError? Error);

public sealed record StepError(string Code, string Message);

public enum StepOutcome
{
    Succeeded,
    Failed,

    /// <summary>Not run because a step it needs did not succeed.</summary>
    Skipped,
}
