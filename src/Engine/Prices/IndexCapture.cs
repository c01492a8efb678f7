using System.Collections.Immutable;
using Strikeboard.Model;

namespace Strikeboard.Engine.Prices;

/// <summary>What a cycle reads of the settlement index of one symbol.</summary>
/// <param name="Rows">The newest prints, oldest first; enough for the settlement minute.</param>
/// <param name="Basis">Index minus price over the last minute in which both were seen; kept while the index is away.</param>
public sealed record IndexCapture(IndexTick Latest, ImmutableArray<PriceRow> Rows, IndexBasis? Basis);

/// <param name="Value">Dollars by which the index lay above the price, on average of so many seconds.</param>
public sealed record IndexBasis(decimal Value, int Seconds, DateTimeOffset At);
