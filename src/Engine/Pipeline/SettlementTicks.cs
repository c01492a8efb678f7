using System.Collections.Immutable;
using Strikeboard.Model;

namespace Strikeboard.Engine.Pipeline;

/// <summary>The one-second prices of the settlement minute (close − 60 s, close] that are due by now, with holes where none was seen.</summary>
public static class SettlementTicks
{
    private const int Window = 60;

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
