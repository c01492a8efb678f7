namespace Strikeboard.Simulator.Prices;

/// <summary>One traded coin: where its price lives and how wildly it moves.</summary>
/// <param name="Level">Price around which the history wanders, in dollars.</param>
/// <param name="AnnualVolatility">Typical volatility a year, as a fraction.</param>
/// <param name="Spread">Typical distance between bid and ask, in dollars.</param>
/// <param name="DailyVolume">Coins traded in 24 hours.</param>
public sealed record SymbolSpec(
    string Symbol,
    string Product,
    string Name,
    decimal Level,
    double AnnualVolatility,
    decimal Spread,
    double DailyVolume
)
{
    public static IReadOnlyList<SymbolSpec> All { get; } =
    [
        new("BTC", "BTC-USD", "Bitcoin", 117_000m, 0.50, 1.60m, 9_500),
        new("ETH", "ETH-USD", "Ethereum", 4_180m, 0.60, 0.12m, 160_000),
    ];
}
