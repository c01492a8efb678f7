using System.Collections.Immutable;

namespace Strikeboard.Web.Screens.Pipeline;

/// <summary>A step as the graph draws it.</summary>
public sealed record GraphStep(string Name, string Title, ImmutableArray<string> Requires, double BudgetMs)
{
    public static readonly ImmutableArray<GraphStep> All =
    [
        new("price", "Live price", [], 5),
        new("market", "Market snapshot", [], 5),
        new("probability", "Probabilities", ["price", "market"], 10),
        new("strikes", "Strike table", ["price", "market", "probability"], 10),
        new("watchlist", "Watchlist", ["strikes"], 5),
    ];
}
