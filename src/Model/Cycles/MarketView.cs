using System.Collections.Immutable;

namespace Strikeboard.Model;

/// <summary>Output of the market step: per series the current event with its quotes, or the reason why there is none.</summary>
public sealed record MarketView
{
    public required Symbol Symbol { get; init; }
    public required DateTimeOffset AsOf { get; init; }
    public required Quality Quality { get; init; }
    public required ImmutableArray<SeriesView> Series { get; init; }
}

public sealed record SeriesView
{
    public required string Series { get; init; }

    /// <summary>Null between two events, which is no failure.</summary>
    public MarketEvent? Event { get; init; }
    public DateTimeOffset? NextOpen { get; init; }
    public string? NextEvent { get; init; }
    public required ImmutableDictionary<string, MarketQuote> Quotes { get; init; }
}
