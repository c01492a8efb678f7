using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Pipeline.Contents;

namespace Strikeboard.Web.Api.Shapes;

/// <param name="Symbols">What the cycle read and made for each symbol; null where it is not kept any more.</param>
public sealed record CycleShape(
    PastCycle Cycle,
    long? Previous,
    long? Next,
    IReadOnlyList<StepBudget> Budgets,
    IReadOnlyList<SymbolContent>? Symbols
)
{
    public static CycleShape Of(CycleDetail detail) =>
        new(
            detail.Cycle,
            detail.Previous,
            detail.Next,
            [.. PipelineSteps.All.Select(step => new StepBudget(step.Name, step.BudgetMs))],
            detail.Content?.Symbols
        );
}

/// <param name="BudgetMs">What the step may take for one symbol.</param>
public sealed record StepBudget(string Name, double BudgetMs);
