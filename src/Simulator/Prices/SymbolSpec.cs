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
    private const double OtherVolatility = 0.8;

    private static readonly SymbolSpec[] Known =
    [
        new("BTC", "BTC-USD", "Bitcoin", 117_000m, 0.50, 1.60m, 9_500),
        new("ETH", "ETH-USD", "Ethereum", 4_180m, 0.60, 0.12m, 160_000),
    ];

    public static SymbolSpec Of(SimulatedSymbol listed)
    {
        var known = Array.Find(Known, spec => spec.Symbol == listed.Symbol) ?? Other(listed.Symbol);
        return known with
        {
            Product = listed.Product,
            Level = listed.Level ?? known.Level,
            AnnualVolatility = listed.AnnualVolatility ?? known.AnnualVolatility,
        };
    }

    /// <summary>A coin that nobody described: a middling price that its name decides, so that it is the same each day.</summary>
    private static SymbolSpec Other(string symbol)
    {
        var level = Math.Round(20 * (decimal)Math.Pow(25, Noise.Uniform(Noise.Key(0, symbol), 0)), 2);
        return new(
            symbol,
            "",
            symbol,
            level,
            OtherVolatility,
            Math.Max(0.01m, Math.Round(level / 20_000, 2)),
            1e9 / (double)level
        );
    }
}
