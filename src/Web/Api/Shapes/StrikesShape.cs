using Strikeboard.Model;

namespace Strikeboard.Web.Api.Shapes;

public sealed record StrikesShape(
    Symbol Symbol,
    string Series,
    long CycleId,
    DateTimeOffset AsOf,
    long AgeMs,
    Quality Quality,
    StrikeEventShape? Event,
    DateTimeOffset? NextOpen,
    decimal Spot,
    double SigmaAnnual,
    string? AtTheMoney,
    IReadOnlyList<StrikeRowShape> Rows
)
{
    public static StrikesShape Of(StrikeTable table, DateTimeOffset madeAt, DateTimeOffset now) =>
        new(
            table.Symbol,
            table.Series,
            table.CycleId,
            table.AsOf,
            Ages.Ms(now, table.AsOf),
            table.QualityAt(madeAt, now),
            table.Event is { } e
                ? new StrikeEventShape(
                    e.Ticker,
                    e.Title,
                    e.CloseTime,
                    e.TtcSeconds,
                    e.Phase,
                    e.KnownTicks,
                    e.MarketsInAll
                )
                : null,
            table.NextOpen,
            table.Spot,
            table.SigmaAnnual,
            table.AtTheMoney,
            [.. table.Rows.Select(row => StrikeRowShape.Of(row, madeAt, now))]
        );
}

public sealed record StrikeEventShape(
    string Ticker,
    string Title,
    DateTimeOffset CloseTime,
    double TtcSeconds,
    EventPhase Phase,
    int KnownTicks,
    int MarketsInAll
);
