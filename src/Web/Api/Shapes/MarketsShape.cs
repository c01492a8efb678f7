using Strikeboard.Model;

namespace Strikeboard.Web.Api.Shapes;

public sealed record MarketsShape(
    Symbol Symbol,
    long CycleId,
    DateTimeOffset AsOf,
    long AgeMs,
    Quality Quality,
    IReadOnlyList<SeriesShape> Series
)
{
    public static MarketsShape Of(
        MarketView view,
        long cycleId,
        string? series,
        DateTimeOffset madeAt,
        DateTimeOffset now
    ) =>
        new(
            view.Symbol,
            cycleId,
            view.AsOf,
            Ages.Ms(now, view.AsOf),
            Ages.Quality(view.Quality, madeAt, now),
            [
                .. view
                    .Series.Where(s =>
                        series is null || string.Equals(s.Series, series, StringComparison.OrdinalIgnoreCase)
                    )
                    .Select(s => SeriesShape.Of(s, now)),
            ]
        );
}

public sealed record SeriesShape(
    string Series,
    MarketEventShape? Event,
    string? NextEvent,
    DateTimeOffset? NextOpen,
    IReadOnlyList<MarketShape> Markets
)
{
    public static SeriesShape Of(SeriesView view, DateTimeOffset now) =>
        new(
            view.Series,
            view.Event is { } e
                ? new MarketEventShape(
                    e.Ticker,
                    e.Title,
                    e.OpenTime,
                    e.CloseTime,
                    Math.Max(0, (e.CloseTime - now).TotalSeconds)
                )
                : null,
            view.NextEvent,
            view.NextOpen,
            view.Event is null
                ? []
                : [.. view.Event.Markets.Select(m => MarketShape.Of(m, view.Quotes.GetValueOrDefault(m.Ticker), now))]
        );
}

public sealed record MarketEventShape(
    string Ticker,
    string Title,
    DateTimeOffset OpenTime,
    DateTimeOffset CloseTime,
    double TtcSeconds
);

/// <summary>Prices in dollars, as the venue has them; the strike table shows cents.</summary>
public sealed record MarketShape(
    string Ticker,
    StrikeType StrikeType,
    decimal? FloorStrike,
    decimal? CapStrike,
    MarketStatus Status,
    decimal? YesBid,
    decimal? YesAsk,
    decimal? NoBid,
    decimal? NoAsk,
    decimal? YesBidSize,
    decimal? YesAskSize,
    decimal? LastPrice,
    decimal? Volume,
    decimal? OpenInterest,
    long? QuoteAgeMs,
    Quality Quality
)
{
    public static MarketShape Of(Market market, MarketQuote? quote, DateTimeOffset now) =>
        new(
            market.Ticker,
            market.StrikeType,
            market.FloorStrike,
            market.CapStrike,
            market.Status,
            quote?.YesBid?.Dollars,
            quote?.YesAsk?.Dollars,
            quote?.YesAsk?.Opposite.Dollars,
            quote?.YesBid?.Opposite.Dollars,
            quote?.YesBidSize,
            quote?.YesAskSize,
            quote?.LastPrice?.Dollars,
            quote?.Volume,
            quote?.OpenInterest,
            Ages.Ms(now, quote?.AsOf),
            quote?.QualityAt(now) ?? Quality.Missing
        );
}
