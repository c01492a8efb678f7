using Strikeboard.Model;

namespace Strikeboard.Engine.Outputs.Json;

/// <summary>One event's settlement distribution and what it says of each contract.</summary>
internal sealed record SeriesProbabilities(
    string Series,
    string EventTicker,
    double TtcSeconds,
    EventPhase Phase,
    double Mean,
    double StandardDeviation,
    int KnownTicks,
    int InterpolatedTicks,
    Quality Quality,
    IReadOnlyList<ContractProbability> Probabilities
)
{
    public static SeriesProbabilities Of(ProbabilityTable table, SymbolSnapshot symbol)
    {
        var markets = symbol
            .Market?.Series.FirstOrDefault(series => series.Series == table.Series)
            ?.Event?.Markets.ToDictionary(market => market.Ticker, StringComparer.Ordinal);
        return new(
            table.Series,
            table.EventTicker,
            table.TtcSeconds,
            table.Phase,
            table.Mean,
            table.StandardDeviation,
            table.KnownTicks,
            table.InterpolatedTicks,
            table.Quality,
            [.. table.Markets.Select(m => ContractProbability.Of(m, markets?.GetValueOrDefault(m.Ticker)))]
        );
    }
}

internal sealed record ContractProbability(
    string Ticker,
    StrikeType? StrikeType,
    decimal? FloorStrike,
    decimal? CapStrike,
    decimal? Strike,
    double PYes
)
{
    public static ContractProbability Of(MarketProbability probability, Market? market) =>
        new(
            probability.Ticker,
            market?.StrikeType,
            market?.FloorStrike,
            market?.CapStrike,
            market?.DisplayStrike,
            probability.PYes
        );
}
