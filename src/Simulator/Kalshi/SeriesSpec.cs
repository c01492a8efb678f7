namespace Strikeboard.Simulator.Kalshi;

internal enum SeriesShape
{
    /// <summary>Above or below one strike.</summary>
    Ladder,

    /// <summary>Cells between two values, and two open tails.</summary>
    Range,
}

/// <param name="Symbol">Coin whose index settles the series.</param>
/// <param name="HourStep">Distance of strikes in hourly events, in dollars.</param>
/// <param name="TenMinuteStep">The same in events that close every ten minutes.</param>
internal sealed record SeriesSpec(
    string Ticker,
    string Symbol,
    SeriesShape Shape,
    decimal HourStep,
    decimal TenMinuteStep,
    string IndexName
)
{
    public static IReadOnlyList<SeriesSpec> All { get; } =
    [
        new("KXBTCD", "BTC", SeriesShape.Ladder, 250, 100, "BRTI"),
        new("KXBTC", "BTC", SeriesShape.Range, 250, 100, "BRTI"),
        new("KXETHD", "ETH", SeriesShape.Ladder, 10, 5, "ERTI"),
        new("KXETH", "ETH", SeriesShape.Range, 10, 5, "ERTI"),
    ];

    public string Title => Shape is SeriesShape.Ladder ? $"{Symbol} price above or below" : $"{Symbol} price range";
}
