using System.Collections.Immutable;

namespace Strikeboard.Engine.Pipeline;

/// <summary>The five steps in their order, as the graph draws them and the runner obeys them.</summary>
public static class PipelineSteps
{
    public static readonly StepInfo Price = new("price", "Live price", [], 5);
    public static readonly StepInfo Market = new("market", "Market snapshot", [], 5);
    public static readonly StepInfo Probability = new("probability", "Probabilities", [Price.Name, Market.Name], 10);
    public static readonly StepInfo Strikes = new(
        "strikes",
        "Strike table",
        [Price.Name, Market.Name, Probability.Name],
        10
    );
    public static readonly StepInfo Watchlist = new("watchlist", "Watchlist", [Strikes.Name], 5);

    public static readonly ImmutableArray<StepInfo> All = [Price, Market, Probability, Strikes, Watchlist];
}
