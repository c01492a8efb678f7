using Strikeboard.Simulator.Prices;

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
    private static readonly decimal[] RoundSteps = [1, 2.5m, 5, 10];

    private static readonly SeriesSpec[] Known =
    [
        new("KXBTCD", "BTC", SeriesShape.Ladder, 250, 100, "BRTI"),
        new("KXBTC", "BTC", SeriesShape.Range, 250, 100, "BRTI"),
        new("KXETHD", "ETH", SeriesShape.Ladder, 10, 5, "ERTI"),
        new("KXETH", "ETH", SeriesShape.Range, 10, 5, "ERTI"),
    ];

    public static IReadOnlyList<SeriesSpec> Of(SimulatedSymbol listed)
    {
        var level = SymbolSpec.Of(listed).Level;
        return [.. listed.Series.Select(ticker => Of(ticker, listed.Symbol, level))];
    }

    private static SeriesSpec Of(string ticker, string symbol, decimal level) =>
        Array.Find(Known, spec => spec.Ticker == ticker && spec.Symbol == symbol)
        ?? new(
            ticker,
            symbol,
            ticker.EndsWith('D') ? SeriesShape.Ladder : SeriesShape.Range,
            Step(level * 0.002m),
            Step(level * 0.001m),
            $"{symbol}USD_RTI"
        );

    /// <summary>The first round distance that is not below what is wanted.</summary>
    private static decimal Step(decimal wanted)
    {
        var scale = 0.1m;
        while (scale * 10 < wanted)
            scale *= 10;
        return scale * RoundSteps.First(step => scale * step >= wanted || step == 10);
    }

    public string Title => Shape is SeriesShape.Ladder ? $"{Symbol} price above or below" : $"{Symbol} price range";
}
