using System.Collections.Immutable;

namespace Strikeboard.Model;

/// <summary>All bids of one contract, best first; each side priced for itself. A bid for no offers yes at what is left of the dollar.</summary>
public sealed record MarketDepth
{
    public required string Ticker { get; init; }
    public required ImmutableArray<DepthLevel> YesBids { get; init; }
    public required ImmutableArray<DepthLevel> NoBids { get; init; }

    /// <summary>The last change, or the last proof on the same stream that nothing was missed.</summary>
    public required DateTimeOffset AsOf { get; init; }
    public required Transport Transport { get; init; }
}

/// <param name="Price">Dollars.</param>
/// <param name="Size">Contracts.</param>
public readonly record struct DepthLevel(decimal Price, decimal Size);
