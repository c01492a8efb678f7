using System.Collections.Immutable;
using Strikeboard.Model;

namespace Strikeboard.Engine.Prices;

/// <summary>
/// Hears of each change of a price memory, numbered from 1, in the order in which it took place. Called under the memory's
/// lock: take it and return.
/// </summary>
public interface IPriceTape
{
    void Added(Symbol symbol, long number, PriceTick tick);

    void Warmed(Symbol symbol, long number, ImmutableArray<PriceRow> rows);
}
