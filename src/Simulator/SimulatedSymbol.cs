namespace Strikeboard.Simulator;

/// <summary>A coin that the pretended exchanges list: its product and the contract series on its index.</summary>
/// <param name="Symbol">Short name, such as SOL.</param>
/// <param name="Product">What the price venue calls it, such as SOL-USD.</param>
/// <param name="Series">Contract series; one that ends in D is a ladder of strikes, another one cuts the price into ranges.</param>
/// <param name="Level">Price around which the history wanders, in dollars. Null: the coin's own where it is known (BTC, ETH), else one of 20 to 500 that follows from its name.</param>
/// <param name="AnnualVolatility">As a fraction. Null: the coin's own, else 0.8.</param>
public sealed record SimulatedSymbol(
    string Symbol,
    string Product,
    IReadOnlyList<string> Series,
    decimal? Level = null,
    double? AnnualVolatility = null
)
{
    public static IReadOnlyList<SimulatedSymbol> Usual { get; } =
    [new("BTC", "BTC-USD", ["KXBTCD", "KXBTC"]), new("ETH", "ETH-USD", ["KXETHD", "KXETH"])];
}
