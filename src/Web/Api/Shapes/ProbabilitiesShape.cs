using Strikeboard.Model;

namespace Strikeboard.Web.Api.Shapes;

public sealed record ProbabilitiesShape(
    Symbol Symbol,
    long CycleId,
    DateTimeOffset AsOf,
    long AgeMs,
    Quality Quality,
    IReadOnlyList<ProbabilityTableShape> Tables
)
{
    public static ProbabilitiesShape Of(
        SymbolSnapshot snapshot,
        string? series,
        DateTimeOffset madeAt,
        DateTimeOffset now
    )
    {
        var tables = snapshot
            .Probabilities.Where(t =>
                series is null || string.Equals(t.Series, series, StringComparison.OrdinalIgnoreCase)
            )
            .ToList();
        var worst = tables.Select(t => t.Quality).DefaultIfEmpty(snapshot.Price?.Quality ?? Quality.Missing).Max();
        return new ProbabilitiesShape(
            snapshot.Symbol,
            snapshot.CycleId,
            madeAt,
            Ages.Ms(now, madeAt),
            Ages.Quality(worst, madeAt, now),
            [.. tables.Select(t => ProbabilityTableShape.Of(t, madeAt, now))]
        );
    }
}

public sealed record ProbabilityTableShape(
    string Series,
    string EventTicker,
    double TtcSeconds,
    EventPhase Phase,
    double Mean,
    double StandardDeviation,
    int KnownTicks,
    int InterpolatedTicks,
    string SettlesOn,
    Quality Quality,
    IReadOnlyList<MarketProbability> Markets
)
{
    public static ProbabilityTableShape Of(ProbabilityTable table, DateTimeOffset madeAt, DateTimeOffset now) =>
        new(
            table.Series,
            table.EventTicker,
            table.TtcSeconds,
            table.Phase,
            table.Mean,
            table.StandardDeviation,
            table.KnownTicks,
            table.InterpolatedTicks,
            table.SettlesOn,
            Ages.Quality(table.Quality, madeAt, now),
            table.Markets
        );
}
