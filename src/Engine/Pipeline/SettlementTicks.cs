using System.Collections.Immutable;
using Strikeboard.Engine.Prices;
using Strikeboard.Model;

namespace Strikeboard.Engine.Pipeline;

/// <summary>The one-second prices of the settlement minute (close − 60 s, close] that are due by now, with holes where none was seen.</summary>
public static class SettlementTicks
{
    private const int Window = 60;

    /// <summary>The index itself where it is seen and fresh; else the price that stands for it, and is called so.</summary>
    public static string SourceOf(SymbolInputs inputs) =>
        Live(inputs) is { } index ? index.Latest.Index : $"{inputs.PriceSource} as proxy";

    /// <summary>The price moves several times between two prints: with the measured basis it is the index of this moment.</summary>
    public static decimal Spot(SymbolInputs inputs, decimal price) =>
        Live(inputs) is { } index ? price + (index.Basis?.Value ?? index.Latest.Value - price) : price;

    /// <summary>The index's prints; a second whose print was missed is the price of that second with the measured basis.</summary>
    public static decimal?[] Due(SymbolInputs inputs, DateTimeOffset close, int count)
    {
        var proxies = Due(inputs.Prices.LastMinute, close, count);
        if (Live(inputs) is not { } index)
            return proxies;
        var ticks = Due(index.Rows, close, count);
        for (var i = 0; i < count; i++)
            ticks[i] ??= index.Basis is { } basis ? proxies[i] + basis.Value : null;
        return ticks;
    }

    private static IndexCapture? Live(SymbolInputs inputs) =>
        inputs.Index is { } index && index.Latest.IsFreshAt(inputs.Now) ? index : null;

    public static decimal?[] Due(ImmutableArray<PriceRow> rows, DateTimeOffset close, int count)
    {
        var observed = rows.Where(row => row.Kind == PriceRowKind.Observed)
            .ToDictionary(row => row.Second, row => row.Price);
        var first = close - TimeSpan.FromSeconds(Window - 1);
        var ticks = new decimal?[count];
        for (var index = 0; index < count; index++)
            ticks[index] = observed.TryGetValue(first.AddSeconds(index), out var price) ? price : null;
        return ticks;
    }
}
