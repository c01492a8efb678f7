using System.Collections.Immutable;

namespace Strikeboard.Model;

/// <summary>The contracts that settle together at one moment.</summary>
public sealed record MarketEvent
{
    public required string Ticker { get; init; }
    public required string Series { get; init; }
    public required string Title { get; init; }
    public required DateTimeOffset OpenTime { get; init; }
    public required DateTimeOffset CloseTime { get; init; }
    public required ImmutableArray<Market> Markets { get; init; }

    public bool IsOpenAt(DateTimeOffset now) => OpenTime <= now && now < CloseTime;
}
