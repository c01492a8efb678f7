namespace Strikeboard.Model;

/// <summary>A yes/no contract on a settlement value.</summary>
public sealed record Market
{
    public required string Ticker { get; init; }
    public required string EventTicker { get; init; }
    public required StrikeType StrikeType { get; init; }
    public decimal? FloorStrike { get; init; }
    public decimal? CapStrike { get; init; }
    public required MarketStatus Status { get; init; }
    public required DateTimeOffset OpenTime { get; init; }
    public required DateTimeOffset CloseTime { get; init; }

    /// <summary>The venue's shard that owns the market's orders and balance.</summary>
    public int ExchangeIndex { get; init; }

    /// <summary>Yes, no, or null while it is open.</summary>
    public Side? Result { get; init; }
    public decimal? SettlementValue { get; init; }

    /// <summary>The value that decided, such as the average of the index.</summary>
    public decimal? ExpirationValue { get; init; }

    /// <summary>The strike as shown and sorted by: 84,000 for "above 83,999.99".</summary>
    public decimal DisplayStrike =>
        StrikeType == StrikeType.Greater && FloorStrike is { } floor && floor % 1m == 0.99m
            ? floor + 0.01m
            : FloorStrike ?? CapStrike ?? 0m;
}
