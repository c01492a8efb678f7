using System.Collections.Immutable;

namespace Strikeboard.Engine.Pipeline;

/// <param name="Requires">Names of the steps whose success in the same cycle is needed.</param>
/// <param name="BudgetMs">What it may take for one symbol before the screen marks it as slow.</param>
public sealed record StepInfo(string Name, string Title, ImmutableArray<string> Requires, double BudgetMs);
