namespace Strikeboard.Simulator.Prices;

/// <summary>Prices of all symbols at any instant, one source for every pretended venue.</summary>
public sealed class PriceEngine
{
    private readonly Dictionary<string, PricePath> paths;

    public PriceEngine(int seed, double? annualVolatility = null)
        : this(seed, annualVolatility, SimulatedSymbol.Usual) { }

    public PriceEngine(int seed, double? annualVolatility, IEnumerable<SimulatedSymbol> symbols)
    {
        Symbols = [.. symbols.Select(SymbolSpec.Of)];
        paths = Symbols.ToDictionary(
            s => s.Symbol,
            s => new PricePath(s, Noise.Key(seed, s.Symbol), annualVolatility ?? s.AnnualVolatility),
            StringComparer.Ordinal
        );
    }

    public IReadOnlyList<SymbolSpec> Symbols { get; }

    public bool Knows(string symbol) => paths.ContainsKey(symbol);

    public SymbolSpec? ByProduct(string product) =>
        Symbols.FirstOrDefault(s => string.Equals(s.Product, product, StringComparison.Ordinal));

    public double Mid(string symbol, DateTimeOffset at) => paths[symbol].Mid(at);

    public decimal MidPrice(string symbol, DateTimeOffset at) =>
        Math.Round((decimal)Mid(symbol, at), 2, MidpointRounding.AwayFromZero);

    public double LocalVolatility(string symbol, DateTimeOffset at) => paths[symbol].LocalVolatility(at);

    /// <summary>The factor that puts the price there.</summary>
    public double FactorTo(string symbol, decimal price, DateTimeOffset at) => (double)price / Mid(symbol, at);

    public void Multiply(string symbol, double factor, DateTimeOffset at) => paths[symbol].Multiply(at, factor);
}
