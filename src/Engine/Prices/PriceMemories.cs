using System.Collections.Frozen;
using Strikeboard.Model;

namespace Strikeboard.Engine.Prices;

/// <summary>One memory per configured symbol, and the way from a venue's product to it.</summary>
public sealed class PriceMemories
{
    private readonly FrozenDictionary<Symbol, PriceMemory> _bySymbol;
    private readonly FrozenDictionary<string, Symbol> _byProduct;

    public PriceMemories(EngineSettings settings, IPriceTape? tape = null)
    {
        var halfLife = settings.Pipeline.VolatilityHalfLifeSeconds;
        _bySymbol = settings
            .Symbols.Select(options => new Symbol(options.Name))
            .ToFrozenDictionary(symbol => symbol, symbol => new PriceMemory(symbol, halfLife, tape));
        _byProduct = settings.Symbols.ToFrozenDictionary(
            options => options.CoinbaseProduct,
            options => new Symbol(options.Name),
            StringComparer.Ordinal
        );
    }

    public IEnumerable<Symbol> Symbols => _bySymbol.Keys;

    public PriceMemory Of(Symbol symbol) => _bySymbol[symbol];

    public Symbol? SymbolOf(string product) => _byProduct.TryGetValue(product, out var symbol) ? symbol : null;
}
